import { SERVICE } from '../../../config/service'
import { allocateIntake } from '../../../src/allocation/allocateIntake'
import { coverLeave } from '../../../src/allocation/handover/coverLeave'
import { giveIntake } from '../../../src/allocation/handover/giveIntake'
import { StoredAllocationLedger } from '../../../src/store/allocationLedger'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { StoredHandovers } from '../../../src/store/handovers'
import { StoredLeaveCover } from '../../../src/store/leaveCover'
import { prepareCollections } from '../../../src/store/prepareCollections'
import { endLostAcceptances } from '../../../src/store/lostAcceptances'
import { StoredStaffFacts } from '../../../src/store/staffFacts'
import { EscalationWorld, threeWays } from '../../support/escalationWorld'

let world: EscalationWorld
beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
  const { ringing } = world
  ringing.time = new Date('2026-04-30T09:00:00Z')
  await ringing.addWorker({ _id: 'wanda', role: 'social_worker', managerId: 'mona' })
  await ringing.addWorker({ _id: 'mona', role: 'manager', onRota: false })
  await ringing.addWorker({ _id: 'ola', role: 'duty', onRota: false, onCall: true })
})
afterAll(async () => world.close())

const stored = async (id: string) => world.ringing.intake(id)
const acceptOnTheDesk = async (id: string, by: string) =>
  deskIntakes(world.ringing.connection, world.ringing.sealer).accept(id, { by, byName: by, at: world.ringing.time })
const handovers = () => {
  const { connection, sealer, now } = world.ringing
  return { handovers: new StoredHandovers(connection, sealer, now, SERVICE.caseWeights), now }
}
const giveTo = async (toId: string, intakeId: string) => giveIntake(handovers(), { intakeId, toId, reason: 'Knows the family.', actor: { staffId: 'mona', name: 'Mona' } })
const allocate = async (id: string): Promise<void> => {
  const { connection, deps: { steps, log }, now } = world.ringing
  const ledger = new StoredAllocationLedger(connection, now, SERVICE.caseWeights)
  await allocateIntake({
    ledger, whoKnows: async () => [], readLanguages: () => [], isOpen: (at) => world.hours.isOpen(at), caseWeights: SERVICE.caseWeights, allocateAgainMs: 60_000, now, log,
  }, (await steps.claim('allocate', id))!)
}
/** Saturday night: who is on call presses 1. */
const acceptedAtNight = async (): Promise<string> => {
  world.time = '2026-05-02T22:00:00Z'
  const id = await world.write('urgent')
  await world.untilSomebodyRings()
  await world.accept(id)
  return id
}
const since = async (id: string, told: number): Promise<string[]> => (await world.diary(id)).slice(told)

describe('whoever has an enquiry that somebody else accepted', () => {
  it('is asked by mail to take it over once they are given it, then their manager with them, until they accept it', async () => {
    const id = await acceptedAtNight()
    const told = (await world.diary(id)).length
    world.time = '2026-05-05T08:31:00Z'
    await allocate(id)
    await world.passUntil('2026-05-05T10:40:00Z')
    expect(await since(id, told)).toEqual(['Tue 09:31:00 wanda: mail', 'Tue 10:31:00 mona: mail', 'Tue 10:31:00 wanda: mail', 'Tue 11:31:00 mona: mail', 'Tue 11:31:00 wanda: mail'])
    const { reference, status, acceptance } = await stored(id)
    expect(world.mails.at(-1)?.message.subject).toBe(`Advice line: ${reference} waits to be taken over`)
    expect([status, acceptance?.by]).toEqual(['accepted', 'ola'])

    expect(await acceptOnTheDesk(id, 'wanda')).toEqual({ kind: 'accepted' })
    await world.passUntil('2026-05-12T15:00:00Z')
    expect(await since(id, told)).toHaveLength(5)
    expect(await stored(id)).toMatchObject({
      status: 'accepted', acceptance: { by: 'wanda' }, steps: { escalate: { state: 'done' } },
      history: [{ kind: 'accepted', by: 'ola' }, { kind: 'accepted', by: 'wanda', hadBy: expect.any(String) }],
    })
  })

  it('is whoever accepted it, where that is a social worker on duty: they have it at once and nobody is asked to take it over', async () => {
    await world.ringing.addWorker({ _id: 'wes', role: 'social_worker', managerId: 'mona', onCall: true, caseloadLimit: 1 })
    await world.changeStaff('ola', { onCall: false })
    const id = await acceptedAtNight()
    expect((await stored(id)).acceptance?.by).toBe('wes')
    const told = (await world.diary(id)).length
    world.time = '2026-05-05T08:31:00Z'
    await allocate(id)
    expect(await stored(id)).toMatchObject({ status: 'accepted', acceptance: { by: 'wes' }, allocation: { socialWorker: 'wes', manager: 'mona', why: { decidedBy: 'accepted_it' } } })
    await world.passUntil('2026-05-06T15:00:00Z')
    expect(await since(id, told)).toEqual([])
    expect((await stored(id)).steps.escalate.state).toBe('done')
  })

  it('is anybody where whoever accepted it is not on duty', async () => {
    await world.ringing.addWorker({ _id: 'wes', role: 'social_worker', managerId: 'mona', onCall: true, onRota: false })
    await world.changeStaff('ola', { onCall: false })
    const id = await acceptedAtNight()
    const told = (await world.diary(id)).length
    world.time = '2026-05-05T08:31:00Z'
    await allocate(id)
    await world.passUntil('2026-05-05T08:40:00Z')
    expect([(await stored(id)).acceptance?.by, await since(id, told)]).toEqual(['wes', ['Tue 09:31:00 wanda: mail']])
  })

  it('is asked too of what was accepted before anybody was asked, and it is listed for the next shift without whoever is barred', async () => {
    const id = await acceptedAtNight()
    await world.allocate(id, 'wanda', 'mona')
    // As it was left then: accepted, and its clock over.
    await world.change(id, { $set: { status: 'accepted', 'steps.escalate': { state: 'done', attempts: 1 } }, $unset: { acceptBy: '' } })
    const told = (await world.diary(id)).length
    const list = async (staffId: string) => (await deskIntakes(world.ringing.connection, world.ringing.sealer).toTakeOver({ size: 10, staffId })).entries
    expect(await list('dot')).toMatchObject([{ id, socialWorkerName: 'wanda' }])
    await prepareCollections(world.ringing.connection)
    await world.change(id, { $set: { 'steps.escalate.dueAt': new Date('2026-05-05T08:31:00Z') } })
    await world.passUntil('2026-05-05T08:32:00Z')
    expect(await since(id, told)).toEqual(['Tue 09:31:00 wanda: mail'])
    await world.change(id, { $set: { barred: [{ staffId: 'dot', name: 'Dot' }] } })
    expect(await list('dot')).toEqual([])
    await acceptOnTheDesk(id, 'wanda')
    expect(await list('mona')).toEqual([])
  })

  it('is asked at the next opening where a manager gives it at night, and nobody is rung: the first acceptance stands', async () => {
    const id = await acceptedAtNight()
    const told = (await world.diary(id)).length
    const rung = world.ringing.provider.rung.length
    world.time = '2026-05-02T23:00:00Z'
    await giveTo('wanda', id)
    await world.passUntil('2026-05-05T08:40:00Z')
    expect(await since(id, told)).toEqual(['Tue 09:30:00 wanda: mail'])
    expect((await stored(id)).acceptBy).toEqual(new Date('2026-05-05T09:30:00Z'))
    expect(world.ringing.provider.rung).toHaveLength(rung)
  })

  it('is asked too where they had it before, and has its ordinary time where it is not urgent', async () => {
    world.time = '2026-05-05T09:00:00Z'
    const id = await world.write('high')
    await world.allocate(id, 'wanda', 'mona')
    await acceptOnTheDesk(id, 'ola')
    await world.passUntil('2026-05-05T14:00:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:00:00 wanda: mail', 'Tue 14:00:00 mona: mail', 'Tue 14:00:00 wanda: mail'])
  })

  it('is asked anew when it goes to another, and no more when it goes to whoever accepted it', async () => {
    await world.ringing.addWorker({ _id: 'sid', role: 'social_worker', managerId: 'mona' })
    await world.ringing.addWorker({ _id: 'cora', role: 'social_worker', managerId: 'mona' })
    world.time = '2026-05-05T09:00:00Z'
    const id = await world.write('standard')
    await acceptOnTheDesk(id, 'cora')
    await giveTo('wanda', id)
    await world.passUntil('2026-05-05T10:00:00Z')
    await giveTo('sid', id)
    await world.passUntil('2026-05-05T11:00:00Z')
    await giveTo('cora', id)
    await world.passUntil('2026-05-15T15:00:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:00:00 wanda: mail', 'Tue 11:00:00 sid: mail'])
  })

  it('is told once by many processes, and again by the next where one died over it', async () => {
    const id = await acceptedAtNight()
    const told = (await world.diary(id)).length
    world.time = '2026-05-05T08:31:00Z'
    await allocate(id)
    await Promise.all(Array.from({ length: 4 }, async () => world.escalate(id)))
    expect(await since(id, told)).toEqual(['Tue 09:31:00 wanda: mail'])
    expect(world.mails.filter(({ at }) => at.getTime() === world.ringing.time.getTime())).toHaveLength(1)

    world.time = '2026-05-05T09:31:00Z'
    await world.deps.ledger.claim(id)
    await world.passUntil('2026-05-05T09:35:00Z')
    expect(await since(id, told + 1)).toEqual(['Tue 10:32:00 mona: mail', 'Tue 10:32:00 wanda: mail'])
  })

  it('alone can take it over: to anybody else it is accepted', async () => {
    const id = await acceptedAtNight()
    world.time = '2026-05-05T08:31:00Z'
    await allocate(id)
    expect(await acceptOnTheDesk(id, 'mona')).toMatchObject({ kind: 'taken', acceptance: { by: 'ola' } })
  })
})

describe('what was accepted and goes to another for a leave', () => {
  const coveredAtMidnight = async (): Promise<string> => {
    await world.ringing.addWorker({ _id: 'cora', role: 'social_worker', managerId: 'mona' })
    world.time = '2026-05-01T09:00:00Z'
    const id = await world.write('urgent')
    await world.allocate(id, 'wanda', 'mona')
    await acceptOnTheDesk(id, 'wanda')
    await new StoredStaffFacts(world.ringing.connection, world.ringing.now).addLeave('wanda', { id: 'l', from: '2026-05-09', to: '2026-05-12', coverId: 'cora', handOver: 'for_the_leave' })
    await coverAt('2026-05-08T23:00:15Z')
    return id
  }
  const coverAt = async (time: string): Promise<void> => {
    world.time = time
    await coverLeave({ ...handovers(), covers: new StoredLeaveCover(world.ringing.connection, world.ringing.sealer) })
  }
  const acceptedBy = async (id: string) => (await stored(id)).acceptance?.by

  it('wakes nobody at midnight: the cover is asked at the next opening, and whoever is back at the end', async () => {
    const id = await coveredAtMidnight()
    await world.passUntil('2026-05-11T08:40:00Z')
    expect(await endLostAcceptances(world.ringing.connection, world.ringing.time, true)).toBe(0)
    expect([(await stored(id)).allocation?.socialWorker, await acceptedBy(id), await world.diary(id)]).toEqual(['cora', 'wanda', ['Mon 09:30:00 cora: mail']])
    await acceptOnTheDesk(id, 'cora')

    await coverAt('2026-05-12T23:00:15Z')
    await world.passUntil('2026-05-13T08:40:00Z')
    expect([(await stored(id)).allocation?.socialWorker, await acceptedBy(id), await since(id, 1)]).toEqual(['wanda', 'cora', ['Wed 09:30:00 wanda: mail']])
    expect(world.ringing.provider.rung).toEqual([])
  })

  it('asks nobody at the end where the cover never took it over', async () => {
    const id = await coveredAtMidnight()
    await coverAt('2026-05-12T23:00:15Z')
    await world.passUntil('2026-05-20T15:00:00Z')
    expect([(await stored(id)).status, await acceptedBy(id), await world.diary(id)]).toEqual(['accepted', 'wanda', []])
  })
})

describe('once it is taken back that somebody had accepted what another has', () => {
  it('waits anew to be accepted, and goes up as any other', async () => {
    const id = await acceptedAtNight()
    const told = (await world.diary(id)).length
    world.time = '2026-05-05T08:31:00Z'
    await allocate(id)
    await world.passUntil('2026-05-05T08:40:00Z')
    await handovers().handovers.bar(id, { id: 'ola', name: 'Ola' }, { kind: 'barred', by: 'mona', byName: 'Mona', other: 'Ola', at: world.ringing.time })
    await world.passUntil('2026-05-05T08:41:00Z')
    expect(await stored(id)).toMatchObject({ status: 'allocated', acceptBy: new Date('2026-05-05T08:55:00Z') })
    expect(await since(id, told)).toEqual(['Tue 09:31:00 wanda: mail', ...threeWays('Tue 09:40:30', 'wanda'), 'Tue 09:40:30 mona: mail'])
  })
})

describe('an enquiry for which allocation was given up', () => {
  it('keeps the card that asks for a social worker though somebody accepts it, until it is given to one', async () => {
    const id = await world.write('standard')
    const { steps } = world.ringing.deps
    await steps.giveUp('allocate', (await steps.claim('allocate', id))!.claim, { kind: 'unallocated', dueAt: world.ringing.time })
    await world.ringing.raiseCards(id)
    await acceptOnTheDesk(id, 'ola')
    expect(await world.ringing.raiseCards(id)).toEqual(['unallocated'])
    await giveTo('wanda', id)
    expect(await world.ringing.raiseCards(id)).toEqual([])
  })
})
