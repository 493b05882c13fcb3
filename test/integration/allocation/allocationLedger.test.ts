import type { Connection } from 'mongoose'
import type { Choice } from '../../../src/allocation/candidate'
import type { Priority } from '../../../src/domain/priority'
import { showUnallocated } from '../../../src/operations/enquiryFigures'
import { Metrics } from '../../../src/operations/metrics'
import { intakeModel } from '../../../src/store/intakeModel'
import { StoredStaffAvailability } from '../../../src/store/staffAvailability'
import { StoredStaffFacts } from '../../../src/store/staffFacts'
import { staffModel } from '../../../src/store/staffModel'
import { staffRepository } from '../../../src/store/staffRepository'
import { taskModel } from '../../../src/store/taskModel'
import { unallocatedFigures } from '../../../src/store/unallocated'
import { AllocationRoom, aPerson, MINUTE, NOW, WEIGHTS } from './allocationRoom'

let room: AllocationRoom
let connection: Connection

beforeAll(async () => {
  room = await AllocationRoom.open()
  connection = room.connection
})
beforeEach(async () => room.empty())
afterAll(async () => room.close())

/** Thousands of writes, on a machine that may have other things to do. */
const SLOW_MS = 180_000
const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'standard', 'standard', 'low']

const choiceOf = (id: string, version?: number): Choice => ({
  socialWorker: { id, name: `Invented ${id}` }, manager: { id: 'manager', name: 'Invented manager' }, version,
  why: { decidedBy: 'only_one', among: 1, has: [], nobodyHas: [] },
})
describe('allocating on a real database', () => {
  it('gives 200 enquiries to eight allocators at once: no limit broken, none given twice', async () => {
    const limits: Record<string, number> = { a: 70, b: 70, c: 70, d: 70, small: 6 }
    await room.addStaff(...Object.entries(limits).map(([id, caseloadLimit]) => aPerson(id, { caseloadLimit })))
    const intakes = await room.addIntakes(200, PRIORITIES)
    // Two allocators try each enquiry in the same moment, as workers do that were both woken.
    const results = await Promise.all(
      Array.from({ length: 8 }, async (_, allocator) => {
        const kinds: string[] = []
        for (const id of intakes.filter((_id, at) => at % 4 === allocator % 4)) kinds.push((await room.allocate(id)).kind)
        return kinds
      }),
    )
    // 40 of each of five, 7.5 points together: 300 points for room of 286.
    const written = await intakeModel(connection).find().lean()
    const given = written.filter(({ allocation }) => allocation)
    expect(results.flat().filter((kind) => kind === 'allocated')).toHaveLength(given.length)
    const carried = await room.loads()
    for (const [id, limit] of Object.entries(limits)) {
      const weights = given.filter(({ allocation }) => allocation?.socialWorker === id).map(({ triage }) => WEIGHTS[triage!.priority])
      expect(carried[id]).toBe(weights.reduce((sum, weight) => sum + weight, 0))
      expect(carried[id]).toBeLessThanOrEqual(limit)
    }
    // What is left is what would have broken a limit: less room than it weighs is free with everybody.
    for (const { triage } of written.filter(({ allocation }) => !allocation))
      for (const [id, limit] of Object.entries(limits)) expect(limit - carried[id]!).toBeLessThan(WEIGHTS[triage!.priority])
    expect(given.every(({ allocation, status }) => allocation?.manager === 'manager' && status === 'allocated')).toBe(true)
    expect(await taskModel(connection).countDocuments({ kind: 'unallocated', state: 'open', cause: 'all_at_limit' })).toBe(200 - given.length)
    expect(await staffModel(connection).countDocuments({ 'promised.0': { $exists: true } })).toBe(0)
  }, SLOW_MS)

  it('spreads 200 enquiries as evenly as one allocator would, where eight processes are at it and nobody is near a limit', async () => {
    const limit = 100
    await room.addStaff(...['a', 'b', 'c', 'd', 'e'].map((id) => aPerson(id, { caseloadLimit: limit })))
    const intakes = await room.addIntakes(200, PRIORITIES)
    const processes = await Promise.all(Array.from({ length: 8 }, async () => room.nextDoor()))
    // Two processes try each enquiry in the same moment.
    const results = await Promise.all(processes.map(async (one, place) => {
      const kinds: string[] = []
      for (const id of intakes.filter((_id, at) => at % 4 === place % 4)) kinds.push((await one.allocate(id)).kind)
      return kinds
    }))
    expect(results.flat().filter((kind) => kind === 'allocated')).toHaveLength(200)
    const fair = async (): Promise<void> => {
      const carried = Object.values(await room.loads())
      // 40 of each of five, 7.5 points together: each counted once.
      expect(carried.reduce((sum, load) => sum + load, 0)).toBe(300)
      expect(Math.max(...carried)).toBeLessThanOrEqual(limit)
      // Nobody has more than one enquiry of the heaviest kind more than anybody else.
      expect(Math.max(...carried) - Math.min(...carried)).toBeLessThanOrEqual(WEIGHTS.urgent)
    }
    await fair()
    for (const one of processes) await one.leave()
    await fair()
    expect((await room.pairs()).filter(({ allocation }) => allocation)).toHaveLength(200)
    expect(await staffModel(connection).countDocuments({ 'promised.0': { $exists: true } })).toBe(0)
  }, SLOW_MS)

  it('raises one card while nobody is on duty, which says why, and closes it once somebody is', async () => {
    await room.addStaff(aPerson('a', { onRota: false }))
    await room.addIntakes(1)
    for (let minute = 0; minute < 9; minute += 1) {
      room.now = new Date(NOW.getTime() + minute * MINUTE)
      expect(await room.allocate('e0')).toEqual({ kind: 'unallocated', why: 'nobody_on_duty', retryAt: new Date(room.now.getTime() + MINUTE) })
    }
    expect(await room.allocate('e0')).toEqual({ kind: 'not_due' })
    // A night of waiting must not look like a worker that keeps failing.
    expect(await intakeModel(connection).findOne().lean()).toMatchObject({ steps: { allocate: { state: 'pending', attempts: 0 } } })
    const cards = await taskModel(connection).find()
    expect(cards).toHaveLength(1)
    expect(cards[0]).toMatchObject({ intakeId: 'e0', kind: 'unallocated', state: 'open', dueAt: NOW, cause: 'nobody_on_duty' })

    await staffModel(connection).updateOne({ _id: 'a' }, { onRota: true })
    room.now = new Date(NOW.getTime() + 9 * MINUTE)
    expect(await room.allocate('e0')).toMatchObject({ kind: 'allocated', choice: { socialWorker: { id: 'a' } } })
    expect(await taskModel(connection).findOne()).toMatchObject({ state: 'done', doneAt: room.now })
    expect(await room.pairs()).toMatchObject([{
      status: 'allocated', allocation: { socialWorker: 'a', managerName: 'Invented manager', why: { decidedBy: 'only_one', among: 1 } },
    }])
  })

  it('leaves no card up at night for an enquiry that somebody has accepted, and asks for a social worker by day', async () => {
    await room.addStaff(aPerson('a', { onRota: false }))
    await room.addIntakes(2)
    room.isOpen = false
    expect(await room.allocate('e0')).toMatchObject({ kind: 'unallocated' })
    const acceptance = { by: 'd', byName: 'Invented duty worker', at: NOW }
    await intakeModel(connection).updateMany({}, { $set: { acceptance, status: 'accepted' } })
    room.now = new Date(NOW.getTime() + MINUTE)
    for (const id of ['e0', 'e1']) expect(await room.allocate(id)).toMatchObject({ kind: 'unallocated' })
    expect(await taskModel(connection).find({ kind: 'unallocated' }).lean()).toMatchObject([{ intakeId: 'e0', state: 'done', cause: 'accepted' }])
    room.isOpen = true
    room.now = new Date(NOW.getTime() + 2 * MINUTE)
    for (const id of ['e0', 'e1']) expect(await room.allocate(id)).toMatchObject({ kind: 'unallocated' })
    expect(await taskModel(connection).find({ kind: 'unallocated', state: 'open' }).sort({ intakeId: 1 }).lean()).toMatchObject([{ intakeId: 'e0', cause: 'nobody_on_duty' }, { intakeId: 'e1' }])
    await staffModel(connection).updateOne({ _id: 'a' }, { onRota: true })
    room.now = new Date(NOW.getTime() + 3 * MINUTE)
    expect(await room.allocate('e0')).toMatchObject({ kind: 'allocated' })
    expect(await intakeModel(connection).findById('e0').lean()).toMatchObject({ status: 'accepted', allocation: { socialWorker: 'a' } })
    expect(await taskModel(connection).countDocuments({ intakeId: 'e0', kind: 'unallocated', state: 'open' })).toBe(0)
  })

  it('waits, once its card is up again, from then: not from before somebody had accepted it', async () => {
    await room.addStaff(aPerson('a', { onRota: false }))
    await room.addIntakes(1)
    await room.allocate('e0')
    await taskModel(connection).updateOne({}, { $set: { state: 'done', doneAt: NOW, doneBy: 'd', doneByName: 'D' } })
    room.now = new Date(NOW.getTime() + 14 * 24 * 60 * MINUTE)
    await room.allocate('e0')
    const [card] = await taskModel(connection).find().lean()
    expect(card).toEqual({ _id: 'e0-unallocated', intakeId: 'e0', kind: 'unallocated', state: 'open', cause: 'nobody_on_duty', createdAt: room.now, dueAt: room.now })
    expect((await unallocatedFigures(taskModel(connection), new Date(room.now.getTime() + MINUTE))).oldestSeconds).toBe(60)
  })

  it('says on the card what is lacking now, when that changes', async () => {
    await room.addStaff(aPerson('a', { onRota: false }))
    await room.addIntakes(1)
    await room.allocate('e0')
    await staffModel(connection).updateOne({ _id: 'a' }, { onRota: true, caseloadLimit: 0 })
    room.now = new Date(NOW.getTime() + MINUTE)
    await room.allocate('e0')
    expect(await taskModel(connection).find().lean()).toMatchObject([{ state: 'open', cause: 'all_at_limit', createdAt: NOW }])
  })

  it('is shown to whoever watches the figures, by what is lacking and for how long', async () => {
    await room.addStaff(aPerson('a', { onRota: false }))
    await room.addIntakes(2)
    await room.allocate('e0')
    await room.allocate('e1')
    const metrics = new Metrics()
    showUnallocated(metrics, async () => unallocatedFigures(taskModel(connection), new Date(NOW.getTime() + 90_000)))
    const shown = await metrics.scrape()
    expect(shown).toContain('advice_line_unallocated{why="nobody_on_duty"} 2')
    expect(shown).toContain('advice_line_unallocated{why="all_at_limit"} 0')
    expect(shown).toContain('advice_line_unallocated_oldest_seconds 90')
  })

  it('writes nothing, and promises nothing, once another holds the claim', async () => {
    await room.addStaff(aPerson('a'))
    await room.addIntakes(1)
    const first = await room.claim('e0')
    room.now = new Date(NOW.getTime() + 2 * MINUTE)
    const second = await room.claim('e0')
    expect(await room.ledger().allocate(first!.claim, choiceOf('a'), 1)).toBe('claim_lost')
    await room.ledger().leaveUnallocated(first!.claim, { why: 'nobody_on_duty', retryAt: room.now, isOpen: true })
    expect(await room.loads()).toEqual({ a: 0 })
    expect(await taskModel(connection).countDocuments()).toBe(0)
    expect(await room.ledger().allocate(second!.claim, choiceOf('a', 1), 1)).toBe('allocated')
    expect(await room.loads()).toEqual({ a: 1 })
  })

  it('gives nothing to somebody of whom anything changed since the decision', async () => {
    await room.addStaff(aPerson('a'), aPerson('b'), aPerson('c'), aPerson('d'))
    await room.addIntakes(1)
    const held = (await room.claim('e0'))!.claim
    const facts = new StoredStaffFacts(connection, room.clock)
    await facts.setRota('a', { kind: 'off' })
    await facts.addLeave('b', { id: 'l', from: '2026-03-02', to: '2026-03-03' })
    await facts.setCaseloadLimit('c', 0)
    await staffRepository(connection).disable('d@advice.example', room.now)
    for (const id of ['a', 'b', 'c', 'd']) expect(await room.ledger().allocate(held, choiceOf(id), 1)).toBe('facts_changed')
    expect((await room.pairs())[0]?.allocation).toBeUndefined()
  })

  it('raises a card when the worker’s account is closed in the moment between the promise and the pair', async () => {
    await room.addStaff(aPerson('a'))
    await room.addIntakes(1)
    const held = (await room.claim('e0'))!.claim
    // What allocate does, with the closing in between.
    await staffModel(connection).updateOne({ _id: 'a' }, { $push: { promised: { intakeId: 'e0', token: held.token, weight: 1 } } })
    await staffRepository(connection).disable('a@advice.example', room.now)
    await room.give('e0', 'a')
    expect(await room.ledger().complete(held)).toBe(true)
    const intake = await intakeModel(connection).findById('e0').lean()
    expect(intake).toMatchObject({ owedTasks: [{ kind: 'holder_away', about: 'a', cause: 'disabled' }], steps: { raiseTasks: { state: 'pending' } } })
    await staffRepository(connection).disable('a@advice.example', room.now)
    expect((await intakeModel(connection).findById('e0').lean())?.owedTasks).toHaveLength(1)
  })

  it('raises a card for each open enquiry of a worker or manager whose account is closed', async () => {
    await room.addStaff(aPerson('a'), aPerson('b'))
    await room.addIntakes(4)
    await room.give('e0', 'a')
    await room.give('e1', 'b')
    await room.give('e2', 'a')
    await intakeModel(connection).updateOne({ _id: 'e2' }, { $set: { status: 'closed' } })
    await staffRepository(connection).disable('a@advice.example', room.now)
    const cards = async () => (await intakeModel(connection).find().sort({ _id: 1 }).lean()).map(({ owedTasks }) => owedTasks.map(({ about }) => about))
    expect(await cards()).toEqual([['a'], [], [], []])
    await staffRepository(connection).disable('manager@advice.example', room.now)
    expect(await cards()).toEqual([['a', 'manager'], ['manager'], [], []])
  })

  it('never gives an enquiry to somebody who was barred from it after the decision', async () => {
    await room.addStaff(aPerson('a'), aPerson('b', { skills: { nations: [], languages: [], exploitation: [] } }))
    await room.addIntakes(1)
    const held = (await room.claim('e0'))!.claim
    await intakeModel(connection).updateOne({ _id: 'e0' }, { $set: { barred: [{ staffId: 'a', name: 'a', at: NOW, by: 'manager', byName: 'm' }] } })
    expect(await room.ledger().allocate(held, choiceOf('a'), 1)).toBe('facts_changed')
    expect(await room.loads()).toEqual({ a: 0, b: 0 })
    const people = await room.ledger().people({ id: 'e0' })
    expect(people.workers.map(({ id, barred }) => [id, barred])).toEqual([['a', true], ['b', false]])
  })

  it('gives back the room of a try that died before it wrote the pair', async () => {
    await room.addStaff(aPerson('a', { promised: [{ intakeId: 'e0', token: 'died', weight: 3 }] }), aPerson('b', { promised: [{ intakeId: 'other', token: 'x', weight: 5 }] }))
    await room.addIntakes(1)
    await intakeModel(connection).updateOne({ _id: 'e0' }, { $set: { 'steps.allocate.attempts': 1 } })
    expect(await room.loads()).toEqual({ a: 3, b: 5 })
    expect(await room.allocate('e0')).toMatchObject({ kind: 'allocated', choice: { socialWorker: { id: 'a' } } })
    expect(await room.loads()).toEqual({ a: 1, b: 5 })
    expect((await staffModel(connection).findById('a'))?.promised).toEqual([])
  })

  it('completes a try that died after it wrote the pair, and counts it once, before and after', async () => {
    await room.addStaff(aPerson('a', { promised: [{ intakeId: 'e0', token: 'died', weight: 1 }] }))
    await room.addIntakes(1)
    await room.give('e0', 'a')
    expect(await room.loads()).toEqual({ a: 1 })
    expect(await room.allocate('e0')).toEqual({ kind: 'completed' })
    expect(await room.loads()).toEqual({ a: 1 })
    expect(await intakeModel(connection).findById('e0').lean()).toMatchObject({ steps: { allocate: { state: 'done' } } })
    expect((await staffModel(connection).findById('a'))?.promised).toEqual([])
  })

  it('counts from the index alone, however much lies in the past', async () => {
    await room.addStaff(aPerson('a'))
    await intakeModel(connection).createIndexes()
    await room.addIntakes(20)
    for (let at = 0; at < 20; at += 1) await room.give(`e${at}`, 'a')
    await intakeModel(connection).updateMany({ _id: { $ne: 'e0' } }, { $set: { status: 'closed' } })
    await room.loads()
    const plan = await intakeModel(connection).collection.find({ 'allocation.socialWorker': { $in: ['a'] }, status: { $in: ['allocated', 'accepted'] } })
      .project({ 'allocation.socialWorker': 1, 'triage.priority': 1, 'allocation.countedWith': 1 }).explain('executionStats')
    const { totalDocsExamined, totalKeysExamined } = plan['executionStats'] as { totalDocsExamined: number; totalKeysExamined: number }
    expect(totalDocsExamined).toBe(0)
    expect(totalKeysExamined).toBeLessThan(6)
  })

  it('gives a later message to whoever has the first, and counts it once', async () => {
    await room.addStaff(aPerson('a'), aPerson('b'))
    await room.addIntakes(2)
    await room.give('e0', 'a')
    await intakeModel(connection).updateOne({ _id: 'e1' }, { $set: { joinedTo: 'e0' } })
    expect(await room.allocate('e1')).toMatchObject({ kind: 'allocated', choice: { socialWorker: { id: 'a' } } })
    expect(await intakeModel(connection).findById('e1').lean()).toMatchObject({
      status: 'allocated', allocation: { socialWorker: 'a', manager: 'manager', countedWith: 'e0', why: { decidedBy: 'holder' } },
      steps: { allocate: { state: 'done' } },
    })
    expect(await room.loads()).toEqual({ a: 1, b: 0 })
  })

  it.each(['closed', 'rerouted'] as const)('counts a later message by itself where the first is %s, be it that a process died over it', async (status) => {
    await room.addStaff(aPerson('a'), aPerson('b'))
    await room.addIntakes(3)
    await room.give('e0', 'a')
    await room.give('e2', 'a', { countedWith: 'e0' })
    await intakeModel(connection).updateOne({ _id: 'e0' }, { $set: { status } })
    await intakeModel(connection).updateOne({ _id: 'e1' }, { $set: { joinedTo: 'e0' } })
    expect(await room.allocate('e1')).toMatchObject({ kind: 'allocated', choice: { socialWorker: { id: 'a' } } })
    expect(await room.allocate('e2')).toMatchObject({ kind: 'completed' })
    expect(await room.loads()).toEqual({ a: 2, b: 0 })
  })

  it('takes a name that looks like an expression for the name it is', async () => {
    await room.addStaff(aPerson('a', { name: '$status' }))
    await room.addIntakes(1)
    await room.allocate('e0')
    expect((await room.pairs())[0]?.allocation?.socialWorkerName).toBe('$status')
  })
})

describe('an enquiry that waits because nobody could take it', () => {
  /** Waits without end, so that only being freed makes it due. */
  const wait = async () => {
    await room.addIntakes(1)
    await room.allocate('e0')
    await intakeModel(connection).updateOne({ _id: 'e0' }, { $set: { 'steps.allocate.dueAt': new Date('2099-01-01') } })
    expect(await room.allocate('e0')).toEqual({ kind: 'not_due' })
  }
  const facts = () => new StoredStaffFacts(connection, room.clock)

  it.each<[string, object, () => Promise<unknown>]>([
    ['somebody says that they are available', { onRota: false }, () => new StoredStaffAvailability(connection, room.clock).setAvailability({ staffId: 'a', availability: { kind: 'available' } })],
    ['somebody is put on the rota', { onRota: false }, () => facts().setRota('a', { kind: 'service_hours' })],
    ['a working pattern changes', { pattern: [{ day: 'Su', from: '09:00', to: '17:00' }] }, () => facts().setRota('a', { kind: 'pattern', pattern: [{ day: 'Mo', from: '09:00', to: '17:00' }] })],
    ['somebody is back from leave', { leave: [{ id: 'l', from: '2026-03-01', to: '2026-03-09' }] }, () => facts().endLeave('a', 'l', '2026-03-01')],
    ['a limit is raised', { caseloadLimit: 0 }, () => facts().setCaseloadLimit('a', 5)],
    ['somebody new comes', { active: false }, () => staffRepository(connection).add({ id: 'b', email: 'b@advice.example', name: 'b', role: 'social_worker', managerId: 'manager', passwordHash: 'x', onRota: true, caseloadLimit: 5, demonstration: true, addedAt: room.now })],
  ])('is free at once when %s', async (_when, change, come) => {
    await room.addStaff(aPerson('a', change))
    await wait()
    await come()
    expect(await room.allocate('e0')).toMatchObject({ kind: 'allocated' })
  })

  it('is not freed by somebody who goes, and nothing else is', async () => {
    await room.addStaff(aPerson('a', { onRota: false }))
    await wait()
    await new StoredStaffAvailability(connection, room.clock).setAvailability({ staffId: 'a', availability: { kind: 'away' } })
    expect(await room.allocate('e0')).toEqual({ kind: 'not_due' })
    // Waiting to be tried again after a failure is another matter.
    await intakeModel(connection).updateOne({ _id: 'e0' }, { $unset: { 'steps.allocate.nobodyFits': '' } })
    await facts().setRota('a', { kind: 'service_hours' })
    expect(await room.allocate('e0')).toEqual({ kind: 'not_due' })
  })
})
