import pino from 'pino'
import { answerTransfer } from '../../../src/allocation/handover/answerTransfer'
import { barFromIntake } from '../../../src/allocation/handover/barFromIntake'
import { coverLeave } from '../../../src/allocation/handover/coverLeave'
import { followFirst } from '../../../src/allocation/handover/followFirst'
import { expireTransfers } from '../../../src/allocation/handover/expireTransfers'
import { giveIntake } from '../../../src/allocation/handover/giveIntake'
import { watchHandovers } from '../../../src/allocation/handover/watchHandovers'
import { offerTransfer } from '../../../src/allocation/handover/offerTransfer'
import { handoverDesk } from '../../../src/compose/handoverDesk'
import { openingHours } from '../../../src/domain/openingHours'
import { acceptEnquiry } from '../../../src/store/acceptEnquiry'
import { StoredHandovers } from '../../../src/store/handovers'
import { intakeModel } from '../../../src/store/intakeModel'
import { StoredLeaveCover } from '../../../src/store/leaveCover'
import { forgetPromises } from '../../../src/store/promisedRoom'
import { StoredStaffFacts } from '../../../src/store/staffFacts'
import { staffModel } from '../../../src/store/staffModel'
import { takeAcceptancesBack } from '../../../src/store/takeAcceptancesBack'
import { taskModel } from '../../../src/store/taskModel'
import { TaskRepository } from '../../../src/store/taskRepository'
import { AllocationRoom, aPerson, MINUTE, NOW, WEIGHTS } from './allocationRoom'

let room: AllocationRoom
beforeAll(async () => {
  room = await AllocationRoom.open()
})
beforeEach(async () => {
  await room.empty()
  await room.addStaff(aPerson('a'), aPerson('b'), aPerson('c', { caseloadLimit: 0 }))
})
afterAll(async () => room.close())

const MONA = { staffId: 'manager', name: 'Invented manager' }
const actor = (id: string) => ({ staffId: id, name: `Invented ${id}` })
const deps = () => ({
  handovers: new StoredHandovers(room.connection, room.sealer, room.clock, WEIGHTS), covers: new StoredLeaveCover(room.connection, room.sealer), now: room.clock,
  answerBy: ({ priority }: { readonly priority?: string }, at: Date) => new Date(at.getTime() + (priority === 'urgent' ? 15 : 240) * MINUTE),
})
const giveTo = async (toId: string, reason = 'Knows the family.', intakeId = 'e0') => giveIntake(deps(), { intakeId, toId, reason, actor: MONA })
const holder = async (id = 'e0') => (await room.stored(id)).allocation?.socialWorker
const history = async (id = 'e0') => ((await room.stored(id)).history ?? []).map(({ kind, byName, other }) => [kind, byName, other])
/** In the moment before it writes that two count as one, the first goes to `b`. */
class Overtaken extends StoredHandovers {
  override async countWith(...about: Parameters<StoredHandovers['countWith']>): Promise<void> {
    await giveTo('b')
    return super.countWith(...about)
  }

  override async move(move: Parameters<StoredHandovers['move']>[0]): Promise<boolean> {
    await giveTo('b')
    return super.move(move)
  }
}
/** In the moment before it is moved, the first of a thread alone is with `b`: another manager is giving both. */
class Halfway extends StoredHandovers {
  override async move(move: Parameters<StoredHandovers['move']>[0]): Promise<boolean> {
    await room.give('e0', 'b')
    return super.move(move)
  }
}
const facts = () => new StoredStaffFacts(room.connection, room.clock)

describe('an enquiry that was joined to another', () => {
  it.each(['a', 'c'])('has a place of its own where the first went to somebody else in that moment (it was with %s)', async (holderId) => {
    await room.addIntakes(2)
    await room.give('e0', 'a')
    await room.give('e1', holderId)
    await intakeModel(room.connection).updateOne({ _id: 'e1' }, { $set: { joinedTo: 'e0' } })
    const handovers = new Overtaken(room.connection, room.sealer, room.clock, WEIGHTS)
    await followFirst({ ...deps(), handovers, isOpen: () => true }, { intakeId: 'e1', joinedAt: NOW, actor: MONA })
    expect([await holder('e0'), await holder('e1'), (await room.stored('e1')).allocation?.countedWith]).toEqual(['b', 'a', undefined])
    expect(await room.loads()).toEqual({ a: 1, b: 1, c: 0 })
  })
})

describe('a manager gives an enquiry to somebody', () => {
  it('puts up a card where another manager was quicker, and what belongs to it was parted from it by that', async () => {
    await room.addIntakes(2)
    await room.give('e0', 'a')
    await room.give('e1', 'a', { countedWith: 'e0' })
    const handovers = new Halfway(room.connection, room.sealer, room.clock, WEIGHTS)
    await expect(giveIntake({ ...deps(), handovers }, { intakeId: 'e0', toId: 'c', reason: 'Knows the family.', actor: MONA })).rejects.toThrow('has changed')
    expect([await holder('e0'), await holder('e1'), (await room.stored('e1')).allocation?.countedWith]).toEqual(['b', 'c', undefined])
    expect((await room.stored('e1')).owedTasks).toEqual([expect.objectContaining({ kind: 'holder_away', about: 'e0', cause: 'apart' })])
  })

  it('moves it with a reason, beyond any limit, and asks the new one to accept it', async () => {
    await room.addIntakes(1)
    await room.give('e0', 'a')
    await intakeModel(room.connection).updateOne({ _id: 'e0' }, { $set: { status: 'accepted', acceptance: { by: 'a', byName: 'a', at: NOW } } })
    expect(await giveTo('c')).toEqual({ kind: 'done' })
    const stored = await room.stored('e0')
    expect(stored).toMatchObject({ status: 'allocated', allocation: { socialWorker: 'c', manager: 'manager', why: { decidedBy: 'given' } } })
    expect(stored.acceptance).toBeUndefined()
    expect(await history()).toEqual([['allocated_before', '', 'Invented a'], ['given', 'Invented manager', 'Invented c']])
    expect(JSON.stringify(stored.history)).not.toContain('Knows the family')
    expect(await room.loads()).toEqual({ a: 0, b: 0, c: 1 })
  })

  it('leaves standing what somebody else accepted', async () => {
    await room.addIntakes(1)
    await room.give('e0', 'a')
    await intakeModel(room.connection).updateOne({ _id: 'e0' }, { $set: { status: 'accepted', acceptance: { by: 'd', byName: 'd', at: NOW } } })
    await giveTo('b')
    expect(await room.stored('e0')).toMatchObject({ status: 'accepted', acceptance: { by: 'd' }, allocation: { socialWorker: 'b' } })
  })

  it('gives one that nobody could be given, and takes its card off', async () => {
    await staffModel(room.connection).updateMany({}, { onRota: false })
    await room.addIntakes(1)
    await room.allocate('e0')
    expect(await giveTo('b')).toEqual({ kind: 'done' })
    expect(await taskModel(room.connection).find().lean()).toMatchObject([{ kind: 'unallocated', state: 'done', doneBy: 'manager' }])
    expect((await room.stored('e0')).steps.allocate).toEqual({ state: 'done', attempts: 0, nobodyFits: true })
    room.now = new Date(NOW.getTime() + 60 * MINUTE)
    expect(await room.allocate('e0')).toEqual({ kind: 'not_due' })
  })

  it('overtakes a worker that is allocating it in the same moment: one of the two has it', async () => {
    await room.addIntakes(20)
    await Promise.all(Array.from({ length: 20 }, async (_, at) => Promise.all([room.allocate(`e${at}`), giveTo('b', 'Now.', `e${at}`).catch(() => undefined)])))
    const loads = await room.loads()
    expect(loads['a']! + loads['b']!).toBe(20)
    expect((await room.pairs()).every(({ allocation }) => allocation?.manager === 'manager')).toBe(true)
    expect(await staffModel(room.connection).countDocuments({ 'promised.0': { $exists: true } })).toBe(0)
  })

  it('frees the room that a try which died had promised to it with somebody else', async () => {
    await room.addIntakes(2)
    const promised = [{ intakeId: 'e0', token: 'died', weight: 1 }, { intakeId: 'e1', token: 'alive', weight: 1 }]
    await staffModel(room.connection).updateOne({ _id: 'a' }, { $set: { promised } })
    await giveTo('b')
    room.now = new Date(NOW.getTime() + MINUTE)
    await forgetPromises(room.connection, room.clock)
    expect(await room.loads()).toEqual({ a: 1, b: 1, c: 0 })
  })

  it('takes along what belongs to it and is with the same person, still counted once', async () => {
    await room.addIntakes(3, ['high'])
    await room.give('e0', 'a')
    await room.give('e1', 'a', { countedWith: 'e0' })
    await room.give('e2', 'b', { countedWith: 'e0' })
    await giveTo('c')
    expect(await Promise.all([holder('e0'), holder('e1'), holder('e2')])).toEqual(['c', 'c', 'b'])
    expect(await room.loads()).toEqual({ a: 0, b: 0, c: 2 })
    // Alone, it counts for itself.
    await giveTo('b', 'Only this.', 'e1')
    expect(await room.loads()).toEqual({ a: 0, b: 2, c: 2 })
  })

  it.each<[string, string, string, object[]]>([
    ['without a reason', 'b', ' ', [{ field: 'reason', text: 'Enter why it goes to somebody else' }]],
    ['to nobody', '', 'x', [{ field: 'to', text: 'Select a social worker' }]],
    ['to nobody whom we know', 'gone', 'x', [{ field: 'to', text: 'Select a social worker whose account is in use' }]],
    ['to who has it', 'a', 'x', [{ field: 'to', text: 'Invented a has this enquiry already' }]],
    ['to somebody on leave', 'away', 'x', [{ field: 'to', text: 'Invented away is on leave' }]],
    ['to somebody without a manager', 'lone', 'x', [{ field: 'to', text: 'Invented lone has no manager who is at work and may supervise this' }]],
    ['to somebody barred', 'barred', 'x', [{ field: 'to', text: 'Invented barred has a conflict of interest in this enquiry' }]],
  ])('is refused in words %s', async (_how, toId, reason, problems) => {
    await staffModel(room.connection).insertMany([
      aPerson('away', { leave: [{ id: 'l', from: '2026-03-01', to: '2026-03-02' }] }), aPerson('lone', { managerId: 'gone' }), aPerson('barred'),
    ])
    await room.addIntakes(1)
    await room.give('e0', 'a')
    await barFromIntake(deps(), { intakeId: 'e0', who: { id: 'barred', name: 'Invented barred' }, reason: 'Family.', actor: MONA })
    expect(await giveTo(toId, reason)).toEqual({ kind: 'refused', problems })
    expect(await holder()).toBe('a')
  })
})

describe('a social worker offers an enquiry to a colleague', () => {
  const offer = async (toId = 'b', from = 'a') => offerTransfer(deps(), { intakeId: 'e0', toId, actor: actor(from) })
  const answer = async (accept: boolean, by = 'b') => answerTransfer(deps(), { intakeId: 'e0', accept, actor: actor(by) })
  const cards = async () => (await room.stored('e0')).owedTasks.map(({ kind, cause }) => [kind, cause])
  beforeEach(async () => {
    await room.addIntakes(1)
    await room.give('e0', 'a')
  })

  it('keeps it until the colleague accepts, who has accepted the enquiry with that', async () => {
    expect(await offer()).toEqual({ kind: 'done' })
    expect(await room.stored('e0')).toMatchObject({ allocation: { socialWorker: 'a' }, transfer: { to: 'b', dueAt: new Date(NOW.getTime() + 240 * MINUTE) } })
    await answer(true)
    const stored = await room.stored('e0')
    expect(stored).toMatchObject({ status: 'accepted', acceptance: { by: 'b' }, allocation: { socialWorker: 'b', why: { decidedBy: 'taken_over' } } })
    expect(stored.transfer).toBeUndefined()
    expect(await history()).toEqual([['transfer_offered', 'Invented a', 'Invented b'], ['allocated_before', '', 'Invented a'], ['transfer_accepted', 'Invented b', 'Invented a']])
    await expect(answer(true)).rejects.toThrow('This offer is over')
  })

  it('has it back with a card when the colleague refuses', async () => {
    await offer()
    await answer(false)
    expect(await cards()).toEqual([['transfer_returned', 'transfer_refused']])
    expect(await room.stored('e0')).toMatchObject({ allocation: { socialWorker: 'a' }, steps: { raiseTasks: { state: 'pending' } } })
    expect((await history()).at(-1)).toEqual(['transfer_refused', 'Invented b', 'Invented a'])
    // It may be offered again, and the card that asks for somebody is then done with.
    await offer()
    await answer(true)
    expect(await cards()).toEqual([])
  })

  it('has it back with one card when nobody answers in time, however many processes look', async () => {
    await offer()
    room.now = new Date(NOW.getTime() + 240 * MINUTE)
    await expect(answer(true)).rejects.toThrow('This offer is over')
    const ended = await Promise.all(Array.from({ length: 4 }, async () => expireTransfers(deps())))
    expect(ended.reduce((sum, one) => sum + one, 0)).toBe(1)
    expect(await cards()).toEqual([['transfer_returned', 'transfer_expired']])
    expect(await holder()).toBe('a')
    await expect(answer(true)).rejects.toThrow('This offer is over')
  })

  it.each([{}, { coverId: 'c', handOver: 'for_the_leave' as const }])('has it back at once, with one card, when a leave of the colleague begins (%j)', async (how) => {
    await facts().addLeave('b', { id: 'l1', from: '2026-03-03', to: '2026-03-04', ...how })
    await offer()
    await coverLeave(deps())
    expect((await room.stored('e0')).transfer).toMatchObject({ to: 'b' })
    room.now = new Date('2026-03-03T00:00:30Z')
    await Promise.all([coverLeave(deps()), coverLeave(deps())])
    expect([(await room.stored('e0')).transfer, await cards(), await holder()]).toEqual([undefined, [['transfer_returned', 'transfer_away']], 'a'])
    expect((await history()).at(-1)).toEqual(['transfer_away', '', 'Invented b'])
  })

  it('has the colleague answer within working hours: what is offered on a Friday afternoon is still theirs to take on Monday', async () => {
    room.now = new Date('2026-03-06T15:30:00Z')
    await handoverDesk(room, openingHours('Mo-Fr 09:30-16:30; PH off', new Set()), room.clock).offer({ intakeId: 'e0', toId: 'b', actor: actor('a') })
    expect((await room.stored('e0')).transfer?.dueAt).toEqual(new Date('2026-03-09T12:30:00Z'))
  })

  it('waits a quarter of an hour for what is urgent', async () => {
    await intakeModel(room.connection).updateOne({ _id: 'e0' }, { $set: { 'triage.priority': 'urgent' } })
    await offer()
    expect((await room.stored('e0')).transfer?.dueAt).toEqual(new Date(NOW.getTime() + 15 * MINUTE))
  })

  it('can offer only what is theirs, once, to a colleague who may have it, who alone may answer', async () => {
    await expect(offer('b', 'c')).rejects.toThrow('not yours any more')
    expect(await offer('a')).toEqual({ kind: 'refused', problems: [{ field: 'to', text: 'Select a colleague' }] })
    await offer()
    await expect(offer('c')).rejects.toThrow('offered to somebody already')
    await expect(answer(true, 'c')).rejects.toThrow('not for you')
  })

  it('offers no longer what a manager gave to somebody else meanwhile', async () => {
    await offer()
    await giveTo('c')
    expect((await room.stored('e0')).transfer).toBeUndefined()
    await expect(answer(true)).rejects.toThrow('This offer is over')
    expect(await holder()).toBe('c')
  })
})

describe('leave that is covered at a stroke', () => {
  const leave = async (handOver: 'for_the_leave' | 'for_good', coverId = 'b') =>
    facts().addLeave('a', { id: 'l1', from: '2026-03-03', to: '2026-03-04', coverId, handOver })
  const on = (day: string) => {
    room.now = new Date(`2026-03-${day}T10:00:00Z`)
  }
  beforeEach(async () => {
    await room.addIntakes(4)
    await room.give('e0', 'a')
    await room.give('e1', 'a')
    await room.give('e2', 'b')
    await room.give('e3', 'a', { countedWith: 'e0' })
  })

  it('gives all open work to the cover when it begins, each with a line, and back at the end', async () => {
    await intakeModel(room.connection).updateOne({ _id: 'e1' }, { $set: { status: 'closed' } })
    await leave('for_the_leave')
    expect(await coverLeave(deps())).toBe(0)
    on('03')
    // Two processes see it at once.
    await Promise.all([coverLeave(deps()), coverLeave(deps())])
    expect(await Promise.all(['e0', 'e1', 'e2', 'e3'].map(holder))).toEqual(['b', 'a', 'b', 'b'])
    expect(await history('e0')).toEqual([['allocated_before', '', 'Invented a'], ['covered', '', 'Invented b for Invented a']])
    expect(await room.loads()).toEqual({ a: 0, b: 2, c: 0 })
    // What comes to the cover in their own right stays theirs.
    on('05')
    await coverLeave(deps())
    expect(await Promise.all(['e0', 'e2', 'e3'].map(holder))).toEqual(['a', 'b', 'a'])
    expect((await history('e0')).at(-1)).toEqual(['cover_ended', '', 'Invented a'])
    expect(await room.loads()).toEqual({ a: 1, b: 1, c: 0 })
    expect(await coverLeave(deps())).toBe(0)
  })

  it('leaves it with the cover when that was chosen', async () => {
    await leave('for_good')
    on('03')
    await coverLeave(deps())
    on('05')
    await coverLeave(deps())
    expect(await holder('e0')).toBe('b')
  })

  it('comes back to whoever had it first, though its cover had a leave in between', async () => {
    await facts().addLeave('a', { id: 'l1', from: '2026-03-03', to: '2026-03-05', coverId: 'b', handOver: 'for_the_leave' })
    await facts().addLeave('b', { id: 'l2', from: '2026-03-04', to: '2026-03-04', coverId: 'c', handOver: 'for_the_leave' })
    const holders: unknown[] = []
    for (const day of ['03', '04', '05', '06']) {
      on(day)
      await coverLeave(deps())
      holders.push(await Promise.all(['e0', 'e2'].map(holder)))
    }
    expect(holders).toEqual([['b', 'b'], ['c', 'c'], ['c', 'b'], ['a', 'b']])
  })

  it('comes back at once when the leave is ended early, but not what a manager gave elsewhere', async () => {
    await leave('for_the_leave')
    on('03')
    await coverLeave(deps())
    await giveTo('c', 'Knows it.', 'e1')
    await facts().endLeave('a', 'l1', '2026-03-02')
    await coverLeave(deps())
    expect(await Promise.all(['e0', 'e1'].map(holder))).toEqual(['a', 'c'])
  })

  it('gives what a manager supervises to the manager’s cover, and back at the end, and leaves the social workers where they are', async () => {
    await staffModel(room.connection).insertMany([aPerson('second', { role: 'manager', managerId: undefined })])
    await facts().addLeave('manager', { id: 'm1', from: '2026-03-03', to: '2026-03-04', coverId: 'second', handOver: 'for_the_leave' })
    const managers = async () => (await room.pairs()).map(({ allocation }) => [allocation?.socialWorker, allocation?.manager, allocation?.managerName])
    on('03')
    await Promise.all([coverLeave(deps()), coverLeave(deps())])
    expect(await managers()).toEqual([['a', 'second', 'Invented second'], ['a', 'second', 'Invented second'], ['b', 'second', 'Invented second'], ['a', 'second', 'Invented second']])
    expect(await history('e0')).toEqual([['allocated_before', '', 'Invented a'], ['covered', '', 'Invented second for Invented manager']])
    on('05')
    await coverLeave(deps())
    // Whom it was allocated to, and with which manager, is told once.
    expect((await history('e0')).map(([kind]) => kind)).toEqual(['allocated_before', 'covered', 'cover_ended'])
    await giveTo('c')
    expect((await history('e0')).map(([kind]) => kind)).toEqual(['allocated_before', 'covered', 'cover_ended', 'given'])
    expect((await room.stored('e0')).history?.map(({ manager }) => manager)).toEqual(['Invented manager', undefined, undefined, 'Invented manager'])
    await room.give('e0', 'a')
    expect((await managers()).map(([, manager]) => manager)).toEqual(['manager', 'manager', 'manager', 'manager'])
    expect((await room.stored('e0')).allocation).not.toHaveProperty('supervisionCoveredFor')
  })

  it('comes back to the manager too, though its worker had a leave in between', async () => {
    await staffModel(room.connection).insertMany([aPerson('second', { role: 'manager', managerId: undefined })])
    await facts().addLeave('manager', { id: 'm1', from: '2026-03-03', to: '2026-03-05', coverId: 'second', handOver: 'for_the_leave' })
    await facts().addLeave('a', { id: 'l1', from: '2026-03-04', to: '2026-03-04', coverId: 'b', handOver: 'for_the_leave' })
    const pairs: unknown[] = []
    for (const day of ['03', '04', '05', '06']) {
      on(day)
      await coverLeave(deps())
      pairs.push(await room.stored('e0').then(({ allocation }) => [allocation?.socialWorker, allocation?.manager]))
    }
    expect(pairs).toEqual([['a', 'second'], ['b', 'second'], ['a', 'second'], ['a', 'manager']])
  })

  it('comes back on a later day where the manager is away on the first, and until then raises no card', async () => {
    await leave('for_the_leave')
    await facts().addLeave('manager', { id: 'm1', from: '2026-03-05', to: '2026-03-05' })
    on('03')
    await coverLeave(deps())
    on('05')
    await coverLeave(deps())
    expect([await holder('e0'), (await room.stored('e0')).owedTasks]).toEqual(['b', []])
    on('06')
    await coverLeave(deps())
    expect(await Promise.all(['e0', 'e1', 'e2', 'e3'].map(holder))).toEqual(['a', 'a', 'b', 'a'])
    expect((await staffModel(room.connection).findById('a').lean())?.leave).toMatchObject([{ id: 'l1', settled: true }])
  })

  it.each<[string, () => Promise<unknown>, string[]]>([
    ['are gone', async () => staffModel(room.connection).updateOne({ _id: 'a' }, { active: false }), ['e0', 'e1', 'e3']],
    ['have no manager any more', async () => staffModel(room.connection).updateOne({ _id: 'a' }, { managerId: 'gone' }), ['e0', 'e1', 'e3']],
    ['are barred', async () => barFromIntake(deps(), { intakeId: 'e1', who: { id: 'a', name: 'Invented a' }, reason: 'Neighbour.', actor: MONA }), ['e1']],
  ])('stays with the cover for good where they %s, and a card, raised once, says so', async (_how, happens, stay) => {
    await leave('for_the_leave')
    on('03')
    await coverLeave(deps())
    await happens()
    on('05')
    await Promise.all([coverLeave(deps()), coverLeave(deps())])
    await coverLeave(deps())
    for (const id of ['e0', 'e1', 'e3']) {
      const { allocation, owedTasks } = await room.stored(id)
      expect([id, allocation?.socialWorker, allocation?.coveredFor]).toEqual([id, stay.includes(id) ? 'b' : 'a', undefined])
      expect(owedTasks).toMatchObject(stay.includes(id) ? [{ kind: 'holder_away', about: 'l1', cause: 'not_back' }] : [])
    }
    expect((await staffModel(room.connection).findById('a').lean())?.leave).toMatchObject([{ id: 'l1', settled: true }])
  })

  it('has a card where a manager’s cover is barred from what belongs with it in that moment', async () => {
    await intakeModel(room.connection).updateOne({ _id: 'e1' }, { $set: { joinedTo: 'e0' } })
    await barFromIntake(deps(), { intakeId: 'e0', who: { id: 'second', name: 'Invented second' }, reason: 'Neighbour.', actor: MONA })
    const entry = { kind: 'covered', by: '', byName: '', other: 'Invented second for Invented manager', at: NOW } as const
    expect(await deps().covers.supervise({ intakeId: 'e1', from: 'manager', to: { id: 'second', name: 'Invented second' }, entry })).toBe(true)
    expect((await room.stored('e1')).owedTasks).toMatchObject([{ kind: 'holder_away', about: 'second', cause: 'conflict' }])
  })

  it('stays supervised by a manager’s cover where the manager is gone, with a card, and waits where they are on leave again', async () => {
    await staffModel(room.connection).insertMany([aPerson('second', { role: 'manager', managerId: undefined })])
    await facts().addLeave('manager', { id: 'm1', from: '2026-03-03', to: '2026-03-04', coverId: 'second', handOver: 'for_the_leave' })
    await facts().addLeave('manager', { id: 'm2', from: '2026-03-05', to: '2026-03-05', coverId: 'second' })
    const seen = async () => room.stored('e0').then(({ allocation, owedTasks }) => [allocation?.manager, allocation?.supervisionCoveredFor?.leaveId, owedTasks.map(({ cause }) => cause)])
    for (const day of ['03', '05']) {
      on(day)
      await coverLeave(deps())
    }
    expect(await seen()).toEqual(['second', 'm1', []])
    await staffModel(room.connection).updateOne({ _id: 'manager' }, { active: false })
    on('06')
    await coverLeave(deps())
    expect(await seen()).toEqual(['second', undefined, ['supervision_not_back']])
  })

  it.each(['for_the_leave', 'for_good', undefined] as const)('is supervised by its first manager again though their cover went on leave in between (%s)', async (handOver) => {
    await staffModel(room.connection).insertMany(['second', 'third'].map((id) => aPerson(id, { role: 'manager', managerId: undefined })))
    await facts().addLeave('manager', { id: 'm1', from: '2026-03-03', to: '2026-03-06', coverId: 'second', handOver: 'for_the_leave' })
    await facts().addLeave('second', { id: 'm2', from: '2026-03-04', to: '2026-03-05', coverId: 'third', ...(handOver && { handOver }) })
    const seen: unknown[] = []
    for (const day of ['03', '04', '06', '07']) {
      on(day)
      await coverLeave(deps())
      const { allocation } = await room.stored('e0')
      seen.push([allocation?.manager, allocation?.supervisionCoveredFor?.leaveId])
    }
    const meanwhile = handOver ? 'third' : 'second'
    expect(seen).toEqual([['second', 'm1'], [meanwhile, 'm1'], [meanwhile, 'm1'], ['manager', undefined]])
  })

  it('goes to the cover’s cover when both are on leave, and raises one card where nobody can take it', async () => {
    await leave('for_the_leave')
    await facts().addLeave('b', { id: 'l2', from: '2026-03-03', to: '2026-03-03', coverId: 'c' })
    await barFromIntake(deps(), { intakeId: 'e1', who: { id: 'c', name: 'Invented c' }, reason: 'Neighbour.', actor: MONA })
    on('03')
    await coverLeave(deps())
    await coverLeave(deps())
    expect(await Promise.all(['e0', 'e1'].map(holder))).toEqual(['c', 'a'])
    expect((await room.stored('e1')).owedTasks).toMatchObject([{ kind: 'holder_away', about: 'l1', cause: 'on_leave' }])
  })
})

describe('leave on which the work stays', () => {
  it('asks by a card who has what nobody had accepted, once, and only where it stays with who is away', async () => {
    await room.addIntakes(4)
    for (const id of ['e0', 'e1', 'e2']) await room.give(id, 'a')
    await room.give('e3', 'b')
    await intakeModel(room.connection).updateOne({ _id: 'e1' }, { $set: { status: 'accepted', acceptance: { by: 'a', byName: 'Invented a', at: room.now } } })
    await intakeModel(room.connection).updateOne({ _id: 'e2' }, { $set: { status: 'closed' } })
    await facts().addLeave('a', { id: 'l1', from: '2026-03-03', to: '2026-03-04' })
    await facts().addLeave('b', { id: 'l2', from: '2026-03-03', to: '2026-03-04', coverId: 'c', handOver: 'for_the_leave' })
    const cards = async (): Promise<unknown> => Promise.all(['e0', 'e1', 'e2', 'e3'].map(async (id) => ((await room.stored(id)).owedTasks ?? []).map(({ cause, about }) => [cause, about])))
    await coverLeave(deps())
    expect(await cards()).toEqual([[], [], [], []])
    room.now = new Date('2026-03-03T10:00:00Z')
    await Promise.all([coverLeave(deps()), coverLeave(deps())])
    expect(await cards()).toEqual([[['left_unaccepted', 'l1']], [], [], []])
    expect(await Promise.all(['e0', 'e3'].map(holder))).toEqual(['a', 'c'])
    // Whoever gets it has no such card.
    await giveTo('c')
    await coverLeave(deps())
    expect(await cards()).toEqual([[], [], [], []])
  })
})

describe('what whoever goes on leave has accepted', () => {
  const cards = async (id = 'e0'): Promise<unknown> => (await room.stored(id)).owedTasks.map(({ cause, about }) => [cause, about])
  const accept = async (id: string, by: string, change: object = {}): Promise<void> => {
    await intakeModel(room.connection).updateOne({ _id: id }, { $set: { status: 'accepted', acceptance: { by, byName: `Invented ${by}`, at: room.now }, ...change } })
  }
  const goes = async (who: string, change: object = {}): Promise<void> => {
    await facts().addLeave(who, { id: 'l1', from: '2026-03-03', to: '2026-03-04', setAt: room.now, ...change })
    room.now = new Date('2026-03-03T10:00:00Z')
    await coverLeave(deps())
  }
  beforeEach(async () => {
    await room.addIntakes(3, ['urgent', 'high', 'urgent'])
    for (const id of ['e0', 'e1', 'e2']) await room.give(id, 'a')
  })

  it('is asked after by a card where it is urgent and stays with them, theirs or a colleague’s, until the leave ends', async () => {
    for (const [id, by] of [['e0', 'a'], ['e1', 'a'], ['e2', 'b']] as const) await accept(id, by)
    await facts().addLeave('b', { id: 'l2', from: '2026-03-03', to: '2026-03-04' })
    await goes('a')
    await coverLeave(deps())
    expect(await Promise.all(['e0', 'e1', 'e2'].map(cards))).toEqual([[['left_accepted', 'l1']], [], [['left_accepted', 'l2']]])
    expect((await deps().covers.leftBehind('2026-03-03')).map(({ intakeId, cause }) => [intakeId, cause])).toEqual([['e0', 'left_accepted'], ['e2', 'left_accepted']])
    await new TaskRepository(taskModel(room.connection)).raise('e0', (await room.stored('e0')).owedTasks, room.now)
    await facts().endLeave('a', 'l1', '2026-03-02')
    await coverLeave(deps())
    expect([await cards(), await taskModel(room.connection).countDocuments({ intakeId: 'e0', state: 'open' })]).toEqual([[], 0])
  })

  it('is not, where it goes to a cover, was accepted on the leave, or has been given to another since', async () => {
    await accept('e0', 'a')
    await goes('a', { handOver: 'for_the_leave', coverId: 'b' })
    expect(await cards()).toEqual([])
    await facts().addLeave('b', { id: 'l2', from: '2026-03-05', to: '2026-03-06', setAt: NOW })
    room.now = new Date('2026-03-05T10:00:00Z')
    await accept('e1', 'b', { 'triage.priority': 'urgent' })
    await room.give('e2', 'a', { at: room.now })
    await accept('e2', 'b', { acceptance: { by: 'b', byName: 'Invented b', at: NOW } })
    await coverLeave(deps())
    expect([await cards('e1'), await cards('e2')]).toEqual([[], []])
  })

  it('has the card taken off when whoever has it takes it over', async () => {
    await accept('e0', 'b')
    await goes('b')
    await new TaskRepository(taskModel(room.connection)).raise('e0', (await room.stored('e0')).owedTasks, room.now)
    expect(await taskModel(room.connection).find({ state: 'open' }).lean()).toMatchObject([{ intakeId: 'e0', cause: 'left_accepted' }])
    await acceptEnquiry({ intakes: intakeModel(room.connection), tasks: taskModel(room.connection) }, 'e0', { by: 'a', byName: 'Invented a', at: room.now }, ['triaged', 'allocated'])
    expect([await cards(), await taskModel(room.connection).countDocuments({ state: 'open' })]).toEqual([[], 0])
  })
})

describe('a card about a leave', () => {
  const putUp = async (...ids: string[]): Promise<void> => {
    for (const id of ids) await new TaskRepository(taskModel(room.connection)).raise(id, (await room.stored(id)).owedTasks, room.now)
  }
  const cards = async (...ids: string[]): Promise<unknown> => Promise.all(ids.map(async (id) => [
    (await room.stored(id)).owedTasks.map(({ cause }) => cause), (await taskModel(room.connection).find({ intakeId: id, state: 'open' }).lean()).map(({ cause }) => cause),
  ]))
  const on = (of: string): void => { room.now = new Date(`2026-03-${of}T10:00:00Z`) }
  const NONE = [[], []]
  const only = (cause: string) => [[cause], [cause]]
  beforeEach(async () => {
    await room.addIntakes(2)
    for (const id of ['e0', 'e1']) await room.give(id, 'a')
  })

  it.each<[string, string, object, 'a' | 'manager']>([
    ['nobody had accepted it', 'left_unaccepted', {}, 'a'],
    ['nobody who stands in could have it', 'on_leave', { handOver: 'for_the_leave', coverId: 'gone' }, 'a'],
    ['nobody who stands in could supervise it', 'manager_on_leave', { handOver: 'for_the_leave', coverId: 'gone' }, 'manager'],
  ])('that %s goes when the leave has ended, by its days or early, and stands until then', async (_why, cause, how, who) => {
    await facts().addLeave(who, { id: 'l1', from: '2026-03-03', to: '2026-03-04', ...how })
    await facts().addLeave(who, { id: 'l2', from: '2026-03-06', to: '2026-03-09', ...how })
    const seen: unknown[] = []
    for (const next of ['03', '04', '05', '06']) {
      on(next)
      await coverLeave(deps())
      await putUp('e0')
      seen.push((await cards('e0') as unknown[])[0])
    }
    expect(seen).toEqual([only(cause), only(cause), NONE, only(cause)])
    await facts().endLeave(who, 'l2', '2026-03-05')
    await Promise.all([coverLeave(deps(), 'l2'), coverLeave(deps())])
    expect(await cards('e0')).toEqual([NONE])
  })

  it('that nobody had accepted it goes when somebody does, and comes again where that is taken back', async () => {
    await facts().addLeave('a', { id: 'l1', from: '2026-03-03', to: '2026-03-04' })
    on('03')
    await coverLeave(deps())
    await putUp('e0', 'e1')
    const models = { intakes: intakeModel(room.connection), tasks: taskModel(room.connection) }
    await acceptEnquiry(models, 'e0', { by: 'b', byName: 'Invented b', at: room.now }, ['triaged', 'allocated'])
    expect(await cards('e0', 'e1')).toEqual([NONE, only('left_unaccepted')])
    room.now = new Date(room.now.getTime() + MINUTE)
    await takeAcceptancesBack(models.intakes, {}, ['b'], room.now)
    await coverLeave(deps())
    await putUp('e0')
    expect(await cards('e0')).toEqual([only('left_unaccepted')])
  })

  it('goes though a process died over it, or it was put up after it had gone', async () => {
    await facts().addLeave('a', { id: 'l1', from: '2026-03-03', to: '2026-03-04' })
    on('03')
    await coverLeave(deps())
    const { owedTasks } = await room.stored('e0')
    await intakeModel(room.connection).updateOne({ _id: 'e0' }, { $set: { owedTasks: [] } })
    await facts().endLeave('a', 'l1', '2026-03-02')
    await new TaskRepository(taskModel(room.connection)).raise('e0', owedTasks, room.now)
    await coverLeave(deps())
    expect(await cards('e0')).toEqual([NONE])
  })

  it('leaves standing what has another cause, and what a person must decide still', async () => {
    await facts().addLeave('a', { id: 'l1', from: '2026-03-03', to: '2026-03-03', handOver: 'for_the_leave', coverId: 'b' })
    on('03')
    await coverLeave(deps())
    await staffModel(room.connection).updateOne({ _id: 'a' }, { active: false })
    on('04')
    await coverLeave(deps())
    await putUp('e0')
    await coverLeave(deps())
    expect(await cards('e0')).toEqual([only('not_back')])
  })
})

describe('looking again and again for what hands over', () => {
  it('ends offers and covers leave by itself, goes on after a failure, and stops when told', async () => {
    await room.addIntakes(2)
    await room.give('e0', 'a')
    await room.give('e1', 'b')
    await facts().addLeave('a', { id: 'l', from: '2026-03-02', to: '2026-03-02', coverId: 'b', handOver: 'for_good' })
    const transfer = { to: 'c', toName: 'c', from: 'b', fromName: 'b', at: NOW, dueAt: NOW }
    await intakeModel(room.connection).updateOne({ _id: 'e1' }, { $set: { transfer } })
    let fails = 1
    const { handovers, covers } = deps()
    const overdueOffers = handovers.overdueOffers.bind(handovers)
    handovers.overdueOffers = async (at) => {
      fails -= 1
      if (fails >= 0) throw new Error('The database is away.')
      return overdueOffers(at)
    }
    const watching = watchHandovers({ handovers, covers, forgetPromises: async () => forgetPromises(room.connection, room.clock), endLostAcceptances: async () => 0, now: room.clock, log: pino({ level: 'silent' }) }, 5)
    const isOver = async (): Promise<boolean> => (await holder('e0')) === 'b' && (await room.stored('e1')).transfer === undefined
    for (const end = Date.now() + 60_000; Date.now() < end && !(await isOver()); ) await new Promise((resolve) => setTimeout(resolve, 5))
    await watching.stop()
    expect(await holder('e0')).toBe('b')
    expect((await room.stored('e1')).transfer).toBeUndefined()
  })

  it('keeps the rest of a look from nothing that fails in it, and logs each failure and all that was done', async () => {
    await room.addIntakes(3)
    for (const id of ['e0', 'e1', 'e2']) await room.give(id, 'a')
    await intakeModel(room.connection).updateOne({ _id: 'e2' }, { $set: { joinedTo: 'e0', toFollow: new Date(NOW.getTime() - 2 * MINUTE) } })
    await facts().addLeave('a', { id: 'l', from: '2026-03-02', to: '2026-03-02', coverId: 'b', handOver: 'for_good' })
    const { handovers, covers } = deps()
    const fail = async (what: string): Promise<never> => Promise.reject(new Error(what))
    handovers.overdueOffers = async () => fail('offers')
    covers.handBackSeconds = async () => fail('officers')
    const people = handovers.people.bind(handovers)
    handovers.people = async (id) => (id === 'e0' ? fail('e0') : people(id))
    const log: { count?: number; leaveId?: string; staffId?: string; err?: { message: string } }[] = []
    let looks = 0
    const watching = watchHandovers({ handovers, covers, forgetPromises: async () => void (looks += 1), endLostAcceptances: async () => 0, now: room.clock, log: pino({}, { write: (line: string) => void log.push(JSON.parse(line)) }) }, 60_000)
    await watching.stop()
    expect([await Promise.all(['e0', 'e1', 'e2'].map(holder)), looks]).toEqual([['a', 'b', 'b'], 1])
    expect(log.map(({ err, count, leaveId, staffId }) => [leaveId, staffId, count ?? err?.message.split(': ').at(-1)])).toEqual([
      [undefined, undefined, 'offers'], [undefined, undefined, 'officers'], ['l', 'a', 'e0'], [undefined, undefined, 2],
    ])
    expect((await room.stored('e2')).toFollow).toBeUndefined()
  })
})

describe('what this field asks for', () => {
  it('point 16: allocation needs a worker and a supervising manager, and leave is covered', async () => {
    await room.addIntakes(4)
    // A worker whose manager is gone is given nothing; the card says so.
    await staffModel(room.connection).updateMany({ role: 'social_worker' }, { $set: { managerId: 'gone' } })
    expect(await room.allocate('e0')).toMatchObject({ kind: 'unallocated', why: 'no_manager' })
    // With one, both are written together.
    await staffModel(room.connection).updateMany({ _id: { $in: ['a', 'b'] } }, { $set: { managerId: 'manager' } })
    expect(await room.allocate('e1')).toMatchObject({ kind: 'allocated' })
    expect((await room.stored('e1')).allocation).toMatchObject({ socialWorker: 'a', manager: 'manager' })
    // The manager's leave is covered by another manager, and by nobody it is told.
    await staffModel(room.connection).insertMany([aPerson('second', { role: 'manager', managerId: undefined })])
    await facts().addLeave('manager', { id: 'm', from: '2026-03-02', to: '2026-03-02' })
    expect(await room.allocate('e2')).toMatchObject({ kind: 'unallocated', why: 'no_manager' })
    await staffModel(room.connection).updateOne({ _id: 'manager' }, { $set: { 'leave.0.coverId': 'second' } })
    expect(await room.allocate('e3')).toMatchObject({ kind: 'allocated', choice: { manager: { id: 'second' } } })
    // The worker's leave is covered: no open enquiry of theirs is left with nobody at it.
    await facts().addLeave('a', { id: 'l', from: '2026-03-02', to: '2026-03-06', coverId: 'b', handOver: 'for_the_leave' })
    await coverLeave(deps())
    expect((await room.stored('e1')).allocation).toMatchObject({ socialWorker: 'b', manager: 'second', coveredFor: { staffId: 'a' } })
  })
})

describe('a conflict of interest', () => {
  it('bars somebody from an enquiry and from what belongs with it, in allocation too', async () => {
    await room.addIntakes(2)
    await intakeModel(room.connection).updateOne({ _id: 'e1' }, { $set: { joinedTo: 'e0' } })
    expect(await barFromIntake(deps(), { intakeId: 'e0', who: { id: 'a', name: 'Invented a' }, reason: 'Sibling.', actor: MONA })).toEqual({ kind: 'done' })
    expect(await history()).toEqual([['barred', 'Invented manager', 'Invented a']])
    for (const id of ['e0', 'e1']) expect(await room.allocate(id)).toMatchObject({ kind: 'allocated', choice: { socialWorker: { id: 'b' } } })
  })

  it('is not possible against who has the enquiry, before it is somebody else’s, nor against oneself', async () => {
    await room.addIntakes(1)
    await room.give('e0', 'a')
    const bar = async (id: string, by = MONA) => barFromIntake(deps(), { intakeId: 'e0', who: { id, name: `Invented ${id}` }, reason: 'x', actor: by })
    expect(await bar('a')).toMatchObject({ kind: 'refused', problems: [{ text: 'Invented a has this enquiry. Give it to somebody else first' }] })
    expect(await bar('manager', actor('b'))).toMatchObject({ kind: 'refused', problems: [{ text: 'Invented manager supervises this enquiry. Give it to somebody with another manager first' }] })
    expect(await bar('manager')).toMatchObject({ kind: 'refused' })
    expect(await bar('b', actor('b'))).toMatchObject({ problems: [{ text: 'Ask another manager to do this for you' }] })
    expect(await barFromIntake(deps(), { intakeId: 'e0', who: undefined, reason: '', actor: MONA })).toMatchObject({ problems: [{ field: 'to' }, { field: 'reason' }] })
    expect(await bar('b')).toEqual({ kind: 'done' })
    expect(await bar('b')).toEqual({ kind: 'done' })
    expect((await room.stored('e0')).barred).toHaveLength(1)
  })
})
