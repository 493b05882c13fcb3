import { ringOne } from '../../../src/telephone/waking/wakeOne'
import { EscalationWorld, threeWays } from '../../support/escalationWorld'

let world: EscalationWorld
beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
  const { ringing } = world
  ringing.time = new Date('2026-04-30T09:00:00Z')
  await ringing.addWorker({ _id: 'wanda', name: 'Wanda', role: 'social_worker', managerId: 'mona' })
  await ringing.addWorker({ _id: 'dot', name: 'Dot', role: 'duty' })
  await ringing.addWorker({ _id: 'mona', name: 'Mona', role: 'manager', onRota: false })
  await ringing.addWorker({
    _id: 'ola', name: 'Ola', role: 'duty', onRota: false, onCallTimes: [{ id: 'o', from: new Date('2026-05-01T15:30:00Z'), to: new Date('2026-05-05T08:30:00Z') }],
  })
})
afterAll(async () => world.close())

/** On the telephone with somebody else, until the line is let go. */
const engage = async (staffId: string): Promise<void> => {
  expect(await world.ringing.deps.lines.take(staffId, { legId: `other-${staffId}`, at: world.ringing.time, leaseMs: 3_600_000 })).toBeDefined()
}
const hangUp = async (staffId: string): Promise<void> => void (await world.ringing.deps.lines.release(staffId, `other-${staffId}`, {}))

const tellings = async (id: string) => (await world.ringing.intake(id)).escalation?.tellings ?? []
const calls = async (id: string): Promise<string[]> => (await tellings(id)).filter(({ way }) => way === 'call')
  .map(({ at, name, outcome }) => `${at.toISOString().slice(11, 19)} ${name}: ${outcome}`)

/** Every look that is due by then, while nobody answers; each telephone rings for 20 seconds. */
async function ringingFor20Seconds(end: string): Promise<void> {
  const until = new Date(end)
  for (let turns = 0; turns < 3_000; turns += 1) {
    const ringing = (await world.ringing.legs()).filter(({ state }) => state !== 'over').toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime())[0]
    const stops = ringing && new Date(ringing.startedAt.getTime() + 20_000)
    const next = await world.nextDue(until)
    if (stops && stops <= until && (!next || stops <= next.dueAt)) {
      if (stops > world.ringing.time) world.ringing.time = stops
      await world.ringing.legEvent(ringing.id, { kind: 'status', callSid: 'CA', status: 'no-answer', sequence: 1 })
    } else if (next) {
      if (next.dueAt > world.ringing.time) world.ringing.time = next.dueAt
      await world[next.step](next.id)
    } else {
      world.ringing.time = until
      return
    }
  }
  throw new Error('There is no end to the telling.')
}

describe('an urgent enquiry whose next person is on the telephone', () => {
  it('rings another who is at work at once, and tells them by mail and text no sooner than else', async () => {
    world.time = '2026-05-01T12:00:00Z'
    const id = await world.write('urgent')
    await world.allocate(id, 'wanda', 'mona')
    await engage('wanda')
    await world.passUntil('2026-05-01T12:02:00Z')
    expect(await calls(id)).toEqual(['12:00:30 Wanda: line_busy', '12:00:30 Dot: not_accepted'])
    expect(await world.diary(id)).toEqual([...threeWays('Fri 13:00:30', 'wanda'), 'Fri 13:00:30 mona: mail', 'Fri 13:00:30 dot: call'])

    await world.passUntil('2026-05-01T12:04:00Z')
    expect((await world.diary(id)).slice(5)).toEqual(threeWays('Fri 13:03:30', 'dot'))
  })

  it('is accepted by whoever is rung in their place and presses 1', async () => {
    world.time = '2026-05-01T12:00:00Z'
    const id = await world.write('urgent')
    await world.allocate(id, 'wanda', 'mona')
    await engage('wanda')
    await world.untilSomebodyRings()
    await world.accept(id)
    expect(await world.ringing.intake(id)).toMatchObject({ status: 'accepted', acceptance: { by: 'dot' } })
    expect((await tellings(id)).at(-1)).toMatchObject({ way: 'call', staffId: 'dot', outcome: 'accepted', instead: true })
  })

  it('rings them a few seconds after they hang up, at night as well, and wakes nobody who is not on call before that', async () => {
    world.time = '2026-05-02T22:00:00Z'
    const id = await world.write('urgent')
    await engage('ola')
    await world.passUntil('2026-05-02T22:00:52Z')
    expect(await calls(id)).toEqual(['22:00:30 Ola: line_busy'])
    await hangUp('ola')
    await world.passUntil('2026-05-02T22:03:00Z')
    expect(await calls(id)).toEqual(['22:00:30 Ola: line_busy', '22:00:55 Ola: not_accepted'])
    await world.passUntil('2026-05-02T22:08:40Z')
    expect(await world.diary(id)).toEqual([
      ...threeWays('Sat 23:00:30', 'ola'), 'Sat 23:00:55 ola: call', ...threeWays('Sat 23:03:30', 'dot'), ...threeWays('Sat 23:08:30', 'ola'),
    ])
  })

  it('looks every five seconds while all are engaged, writes down nothing more, and goes on to the next rung in its time', async () => {
    world.time = '2026-05-02T22:00:00Z'
    const id = await world.write('urgent')
    await engage('ola')
    await world.passUntil('2026-05-02T22:00:30Z')
    const dueAt = async () => (await world.ringing.intake(id)).steps.escalate.dueAt
    await world.escalate(id)
    expect(await dueAt()).toEqual(new Date('2026-05-02T22:00:35Z'))
    expect(await world.escalate(id)).toBe('not_mine')
    await world.passUntil('2026-05-02T22:03:25Z')
    expect(await dueAt()).toEqual(new Date('2026-05-02T22:03:30Z'))
    expect(await world.diary(id)).toEqual(threeWays('Sat 23:00:30', 'ola'))
    await world.passUntil('2026-05-02T22:03:40Z')
    expect((await world.diary(id)).slice(3)).toEqual(threeWays('Sat 23:03:30', 'dot'))
  })

  it('keeps the turns of those on call where one of them was rung in the place of another', async () => {
    await world.changeStaff('ola', { onCallTimes: [{ id: 'o', from: new Date('2026-05-01T15:30:00Z'), to: new Date('2026-05-05T08:30:00Z'), turn: 1 }] })
    await world.ringing.addWorker({
      _id: 'tess', name: 'Tess', role: 'duty', onRota: false, onCallTimes: [{ id: 't', from: new Date('2026-05-01T15:30:00Z'), to: new Date('2026-05-05T08:30:00Z'), turn: 2 }],
    })
    world.time = '2026-05-02T22:00:00Z'
    const id = await world.write('urgent')
    await engage('ola')
    await world.passUntil('2026-05-02T22:03:40Z')
    expect(await world.diary(id)).toEqual([...threeWays('Sat 23:00:30', 'ola'), 'Sat 23:00:30 tess: call', ...threeWays('Sat 23:03:30', 'tess')])
  })
})

describe('an urgent enquiry whose next person is on the telephone with somebody else, as the network finds', () => {
  const networkFindsEngaged = async (): Promise<void> => {
    for (const { id, state } of await world.ringing.legs()) {
      if (state !== 'over') await world.ringing.legEvent(id, { kind: 'status', callSid: 'CA', status: 'busy', sequence: 1 })
    }
  }

  it('rings another at once, one after the other, none of them twice, and goes on to the next rung in its time', async () => {
    world.time = '2026-05-01T12:00:00Z'
    const id = await world.write('urgent')
    await world.allocate(id, 'wanda', 'mona')
    await world.untilSomebodyRings()
    await networkFindsEngaged()
    await world.untilSomebodyRings()
    await networkFindsEngaged()
    await world.passUntil('2026-05-01T12:03:00Z')
    expect(await calls(id)).toEqual(['12:00:30 Wanda: engaged', '12:00:30 Dot: engaged', '12:00:30 Mona: not_accepted'])
    await world.passUntil('2026-05-01T12:04:00Z')
    expect((await world.diary(id)).slice(6)).toEqual(threeWays('Fri 13:03:30', 'dot'))
  })

  it('does not ring whoever is alone on call again before their turn, who may have turned the call away', async () => {
    world.time = '2026-05-02T22:00:00Z'
    const id = await world.write('urgent')
    await world.untilSomebodyRings()
    await networkFindsEngaged()
    await world.passUntil('2026-05-02T22:03:00Z')
    expect(await calls(id)).toEqual(['22:00:30 Ola: engaged'])
  })
})

describe('eleven urgent enquiries at once', () => {
  it('spread over the telephones that there are: each rings within two minutes, and no telephone twice at once', async () => {
    await world.ringing.addWorker({ _id: 'una', name: 'Una', role: 'social_worker', managerId: 'mona' })
    world.time = '2026-05-01T12:00:00Z'
    const ids = await Promise.all(Array.from({ length: 11 }, async () => world.write('urgent')))
    for (const id of ids) await world.allocate(id, 'wanda', 'mona')
    await ringingFor20Seconds('2026-05-01T12:02:30Z')
    for (const id of ids) expect((await tellings(id)).filter(({ way, outcome }) => way === 'call' && outcome === 'not_accepted')).toHaveLength(1)
    expect(new Set(world.ringing.provider.rung.map(({ to }) => to)).size).toBe(4)
    const legs = await world.ringing.legs()
    for (const staffId of ['wanda', 'dot', 'una', 'mona']) {
      const begun = legs.filter(({ adviser }) => adviser.staffId === staffId).map(({ startedAt }) => startedAt.getTime()).toSorted((a, b) => a - b)
      begun.slice(1).forEach((at, place) => expect(at - begun[place]!).toBeGreaterThanOrEqual(20_000))
    }
  })

  it('are each rung on another telephone where many processes look in the same moment', async () => {
    await world.ringing.addWorker({ _id: 'una', name: 'Una', role: 'social_worker', managerId: 'mona' })
    world.time = '2026-05-01T12:00:00Z'
    const ids = await Promise.all(Array.from({ length: 4 }, async () => world.write('urgent')))
    for (const id of ids) await world.allocate(id, 'wanda', 'mona')
    await Promise.all(ids.map(world.escalate))
    world.time = '2026-05-01T12:00:30Z'
    await Promise.all(ids.map(world.escalate))
    await Promise.all(Array.from({ length: 4 }, async () => Promise.all(ids.map(world.escalate))))
    const legs = await world.ringing.legs()
    expect(legs).toHaveLength(4)
    expect(new Set(legs.map(({ adviser }) => adviser.staffId))).toEqual(new Set(['dot', 'mona', 'una', 'wanda']))
    expect(new Set(legs.map(({ intakeId }) => intakeId))).toEqual(new Set(ids))
  })

  it('let a telephone go again where somebody accepts in the moment in which it was taken', async () => {
    world.time = '2026-05-01T12:00:00Z'
    const id = await world.write('urgent')
    await world.allocate(id, 'wanda', 'mona')
    await engage('wanda')
    await world.escalate(id)
    world.time = '2026-05-01T12:00:30Z'
    await world.escalate(id)
    const { deps } = world
    const begin = deps.ledger.begin.bind(deps.ledger)
    deps.ledger.begin = async (...all) => {
      await world.change(id, { $set: { status: 'accepted', acceptance: { by: 'mona', byName: 'Mona', at: world.ringing.time } } })
      return begin(...all)
    }
    expect(await world.escalateWith(deps, id)).toBe('claim_lost')
    expect((await ringOne(world.ringing.deps, { legId: 'another', intakeId: id, staffId: 'dot', reference: 'AL-1', about: 'enquiry' })).begun).toBe('under_way')
  })
})

describe('an overdue call-back', () => {
  it('is rung for on another telephone where the first is engaged', async () => {
    world.time = '2026-05-01T11:00:00Z'
    const id = await world.askForCallback('standard')
    await world.allocate(id, 'wanda', 'mona')
    await engage('wanda')
    await world.passUntil('2026-05-01T12:05:00Z')
    const told = (await world.ringing.intake(id)).callbackEscalation?.tellings ?? []
    expect(told.filter(({ way }) => way === 'call').map(({ name, outcome }) => `${name}: ${outcome}`)).toEqual(['Wanda: line_busy', 'Dot: not_accepted'])
  })
})
