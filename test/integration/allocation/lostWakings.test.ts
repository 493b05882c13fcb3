import { SERVICE } from '../../../config/service'
import { barFromIntake } from '../../../src/allocation/handover/barFromIntake'
import { giveIntake } from '../../../src/allocation/handover/giveIntake'
import type { Priority } from '../../../src/domain/priority'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { StoredHandovers } from '../../../src/store/handovers'
import { endLostAcceptances } from '../../../src/store/lostAcceptances'
import { staffRepository } from '../../../src/store/staffRepository'
import { EscalationWorld, threeWays } from '../../support/escalationWorld'

let world: EscalationWorld
beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
  const { ringing } = world
  world.time = '2026-05-01T22:00:00Z'
  ringing.isOpen = false
  await ringing.addWorker({ _id: 'ola', name: 'Ola', email: 'ola@advice.example', role: 'duty', onCall: true })
  await ringing.addWorker({ _id: 'mona', name: 'Mona', role: 'manager', onRota: false })
})
afterAll(async () => world.close())

/** A caller pressed the urgent key on a Friday night and hung up, and Ola's telephone rings for it. */
const urgentCall = async (priority: Priority = 'urgent'): Promise<string> => {
  const { id } = await world.ringing.call([{ kind: 'menu', language: 'en', attempt: 1, digits: '9' }, { kind: 'status', status: 'completed', final: true }])
  await world.triage(id, priority)
  await world.ringing.work('wakeSomebody')
  return id
}
const handovers = () => {
  const { connection, sealer, now } = world.ringing
  return { handovers: new StoredHandovers(connection, sealer, now, SERVICE.caseWeights), now }
}
const bar = async (intakeId: string) => {
  await barFromIntake(handovers(), { intakeId, who: { id: 'ola', name: 'Ola' }, reason: 'Neighbour.', actor: { staffId: 'mona', name: 'Mona' } })
}
const closeAccount = async () => staffRepository(world.ringing.connection).disable('ola@advice.example', world.ringing.time)
const CANNOT_ACT = { 'is barred from it': bar, 'has their account closed': closeAccount } as const
const WAYS = Object.keys(CANNOT_ACT) as (keyof typeof CANNOT_ACT)[]

const inHandOf = async (id: string) => (await world.ringing.intake(id)).telephony?.waking?.acceptedBy?.staffId

describe('an urgent call that somebody who was woken has in hand', () => {
  it.each(WAYS)('wakes another at once when whoever has it %s, and nobody more once that one has it', async (how) => {
    const id = await urgentCall()
    await world.accept(id)
    expect(await inHandOf(id)).toBe('ola')
    await world.passUntil('2026-05-01T22:30:00Z')
    const rung = world.ringing.provider.rung.length
    await CANNOT_ACT[how](id)
    const { telephony, history = [] } = await world.ringing.intake(id)
    expect(telephony?.waking?.acceptedBy).toBeUndefined()
    expect(history.at(-1)).toMatchObject({ kind: 'acceptance_ended', other: 'Ola' })
    await world.ringing.work('wakeSomebody')
    expect(world.ringing.provider.rung.length).toBe(rung + 1)
    await world.accept(id)
    expect(await inHandOf(id)).toBe('mona')
    await world.passUntil('2026-05-05T08:00:00Z')
    expect(world.ringing.provider.rung.length).toBe(rung + 1)
  })

  it.each(['which they have accepted since', 'and nothing more'])('presses anew where a manager gives it, %s, to another before the weekend', async (how) => {
    const id = await urgentCall()
    await world.accept(id)
    await world.ringing.addWorker({ _id: 'una', name: 'Una', role: 'social_worker', managerId: 'mona' })
    await world.allocate(id, 'ola', 'mona')
    const { connection, sealer, time } = world.ringing
    if (how !== 'and nothing more') await deskIntakes(connection, sealer).accept(id, { by: 'ola', byName: 'Ola', at: time })
    world.time = '2026-05-08T15:25:00Z'
    const told = (await world.diary(id)).length
    await giveIntake(handovers(), { intakeId: id, toId: 'una', reason: 'Knows the family.', actor: { staffId: 'mona', name: 'Mona' } })
    await world.passUntil('2026-05-08T15:26:00Z')
    expect((await world.diary(id)).slice(told, told + 3)).toEqual(threeWays('Fri 16:25:30', 'una'))
  })

  it('presses anew where somebody else raises what it was when they accepted it, and not where they do', async () => {
    const inHandOfOla = async (): Promise<string> => {
      const id = await urgentCall('standard')
      await world.accept(id)
      return id
    }
    const ids = [await inHandOfOla(), await inHandOfOla()] as const
    world.time = '2026-05-02T10:00:00Z'
    const { connection, sealer, time: at } = world.ringing
    const raise = async (intakeId: string, by: string) => deskIntakes(connection, sealer).confirmPriority({
      intakeId, priority: 'urgent', mayRelax: false, confirmation: { by, byName: by, at, reason: 'She is back with them.' }, seen: { priority: 'standard' },
    })
    expect(await Promise.all(ids.map(inHandOf))).toEqual(['ola', 'ola'])
    expect([await raise(ids[0], 'mona'), await raise(ids[1], 'ola')]).toEqual(['confirmed', 'confirmed'])
    await world.passUntil('2026-05-02T10:01:00Z')
    expect(await Promise.all(ids.map(async (id) => world.diary(id)))).toEqual([threeWays('Sat 11:00:30', 'ola'), []])
  })

  it('is found where the process died over the closing of their account', async () => {
    const id = await urgentCall()
    await world.accept(id)
    await world.changeStaff('ola', { active: false })
    const sweep = async () => endLostAcceptances(world.ringing.connection, world.ringing.time, false)
    expect([await sweep(), await sweep()]).toEqual([1, 0])
    expect((await world.ringing.intake(id)).steps).toMatchObject({ wakeSomebody: { state: 'pending' }, escalate: { state: 'pending' } })
  })

  it('stays with them where another has accepted the enquiry since, and says who was woken', async () => {
    const id = await urgentCall()
    await world.accept(id)
    const acceptance = { by: 'mona', byName: 'Mona', at: world.ringing.time }
    await world.change(id, { $set: { status: 'accepted', acceptance } })
    await bar(id)
    expect([await inHandOf(id), (await world.ringing.intake(id)).acceptance]).toEqual(['ola', acceptance])
  })
})

describe('a key that is pressed for an urgent call', () => {
  it.each(WAYS)('takes nothing in hand where whoever presses it %s a moment before', async (how) => {
    const id = await urgentCall()
    await CANNOT_ACT[how](id)
    await world.accept(id)
    expect(await inHandOf(id)).toBeUndefined()
    world.ringing.pass(SERVICE.waking.nextPersonMs)
    await world.ringing.work('wakeSomebody')
    await world.accept(id)
    expect(await inHandOf(id)).toBe('mona')
  })

  it('never leaves a call in the hands of somebody who is barred, whichever comes first', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await urgentCall()
      const { alarms } = world.ringing.deps
      await Promise.all([alarms.accept(id, { staffId: 'ola', name: 'Ola', at: world.ringing.time }, 'call'), bar(id)])
      expect(await inHandOf(id)).toBeUndefined()
      expect((await world.ringing.intake(id)).steps.wakeSomebody).toMatchObject({ state: 'pending' })
    }
  })
})

describe('an urgent call of which the end was never heard', () => {
  it('is left to the telephone for two hours, and then told of to others as any that nobody accepted', async () => {
    world.time = '2026-05-05T09:00:00Z'
    const { id } = await world.ringing.call([{ kind: 'menu', language: 'en', attempt: 1, digits: '1' }])
    await world.triage(id, 'urgent')
    world.time = '2026-05-05T10:58:00Z'
    await world.passUntil('2026-05-05T10:59:59Z')
    expect(await world.diary(id)).toEqual([])
    await world.passUntil('2026-05-05T11:02:00Z')
    expect((await world.diary(id)).map((line) => line.slice(4, 9)).slice(0, 3)).toEqual(['12:00', '12:00', '12:00'])
  })
})

describe('an urgent call that somebody who was woken took in hand under a release that did not accept the enquiry with it', () => {
  const before = async (): Promise<string> => {
    const id = await urgentCall()
    await world.accept(id)
    await world.change(id, { $set: { status: 'triaged' }, $unset: { acceptance: '' } })
    return id
  }

  it('is in their hands still: nobody is told of it at night', async () => {
    const id = await before()
    await world.passUntil('2026-05-02T03:00:00Z')
    expect([await inHandOf(id), await world.diary(id), world.ringing.provider.rung.length]).toEqual(['ola', [], 1])
  })

  it.each(WAYS)('wakes another when whoever has it %s', async (how) => {
    const id = await before()
    await CANNOT_ACT[how](id)
    expect([await inHandOf(id), (await world.ringing.intake(id)).steps.wakeSomebody.state]).toEqual([undefined, 'pending'])
  })
})
