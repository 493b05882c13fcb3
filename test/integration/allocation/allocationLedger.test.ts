import type { Connection } from 'mongoose'
import pino from 'pino'
import { allocateIntake, type AllocationResult } from '../../../src/allocation/allocateIntake'
import { StoredAllocationLedger } from '../../../src/store/allocationLedger'
import { connectStore } from '../../../src/store/connection'
import { intakeModel } from '../../../src/store/intakeModel'
import { KeyRing } from '../../../src/store/keyRing'
import { newIntakeDocument } from '../../../src/store/newIntakeDocument'
import { Sealer } from '../../../src/store/seal'
import { StepLedger } from '../../../src/store/stepLedger'
import { staffModel } from '../../../src/store/staffModel'
import { taskModel } from '../../../src/store/taskModel'
import { dropDatabase, freshDatabaseUri } from '../../support/servers'

const NOW = new Date('2026-03-02T10:00:00Z')
const MINUTE = 60_000
const sealer = new Sealer(new KeyRing([{ id: 'k1', key: Buffer.alloc(32, 1) }]), Buffer.alloc(32, 2))
const log = pino({ level: 'silent' })

const uri = freshDatabaseUri()
let connection: Connection
let now = NOW

beforeAll(async () => {
  connection = await connectStore(uri)
  await Promise.all([intakeModel(connection), staffModel(connection), taskModel(connection)].map((model) => model.createCollection()))
  await staffModel(connection).createIndexes()
})
beforeEach(async () => {
  now = NOW
  for (const model of [intakeModel(connection), staffModel(connection), taskModel(connection)]) await model.collection.deleteMany({})
})
afterAll(async () => {
  await connection.close()
  await dropDatabase(uri)
})

const aPerson = (id: string, change: object = {}) => ({
  _id: id, email: `${id}@advice.example`, name: `Invented ${id}`, role: 'social_worker', managerId: 'manager', active: true,
  passwordHash: 'x', onRota: true, openCases: 0, promised: [], caseloadLimit: 10, demonstration: true, addedAt: NOW, ...change,
})
const addStaff = async (...people: object[]) => {
  const manager = aPerson('manager', { role: 'manager', managerId: undefined })
  await staffModel(connection).insertMany([manager, ...people])
}
const addIntakes = async (count: number): Promise<string[]> => {
  const documents = Array.from({ length: count }, (_, at) => {
    const id = `e${at}`
    const telephony = { callSid: `CA${at}`, state: 'ended', language: 'en', callerWithheld: true, recordings: [] as [], kept: [] as [], version: 0, events: [] } as const
    const document = newIntakeDocument({
      id, receivedAt: NOW, now: NOW, owedTasks: [], contact: { telephony: { ...telephony, events: [] } },
      acknowledgement: { state: 'not_due', reason: 'telephone', attempts: 0 },
    })
    document.steps.allocate.dueAt = NOW
    return document
  })
  await intakeModel(connection).insertMany(documents)
  return documents.map(({ _id }) => _id)
}
const claim = (intakeId: string) => new StepLedger(intakeModel(connection), sealer, () => now).claim('allocate', intakeId)
const ledger = () => new StoredAllocationLedger(connection, () => now)
/** As a worker does: takes the step if it is due, then allocates. */
const allocate = async (intakeId: string): Promise<AllocationResult | { kind: 'not_due' }> => {
  const claimed = await claim(intakeId)
  if (!claimed) return { kind: 'not_due' }
  return allocateIntake({ ledger: ledger(), now: () => now, isOpen: () => true, allocateAgainMs: MINUTE, log }, claimed)
}
const loads = async () =>
  Object.fromEntries((await staffModel(connection).find({ role: 'social_worker' })).map(({ id, openCases }) => [id, openCases]))
const pairs = async () => (await intakeModel(connection).find()).map(({ _id, status, allocation }) => ({ id: _id, status, allocation }))

describe('allocating on a real database', () => {
  it('overfills nobody and allocates nothing twice with eight allocators at once', async () => {
    await addStaff(aPerson('a', { caseloadLimit: 20 }), aPerson('b', { caseloadLimit: 20 }), aPerson('c', { caseloadLimit: 6 }))
    const intakes = await addIntakes(50)
    // Every allocator tries every enquiry, as workers do that were all woken.
    const results = await Promise.all(
      Array.from({ length: 8 }, async (_, allocator) => {
        const kinds = []
        for (let at = 0; at < intakes.length; at += 1) kinds.push((await allocate(intakes[(at + allocator * 6) % 50]!)).kind)
        return kinds
      }),
    )
    const allocated = (await pairs()).filter(({ allocation }) => allocation)
    expect(results.flat().filter((kind) => kind === 'allocated')).toHaveLength(46)
    expect(await loads()).toEqual({ a: 20, b: 20, c: 6 })
    expect(allocated).toHaveLength(46)
    for (const id of ['a', 'b', 'c'])
      expect(allocated.filter(({ allocation }) => allocation?.socialWorker === id)).toHaveLength((await loads())[id]!)
    expect(allocated.every(({ allocation, status }) => allocation?.manager === 'manager' && status === 'allocated')).toBe(true)
    expect(await taskModel(connection).countDocuments({ kind: 'unallocated', state: 'open' })).toBe(4)
  })

  it('spreads the work as evenly as one allocator would', async () => {
    await addStaff(...['a', 'b', 'c', 'd', 'e'].map((id) => aPerson(id, { caseloadLimit: 30 })))
    const waiting = await addIntakes(50)
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await allocate(next)
      }),
    )
    expect(await loads()).toEqual({ a: 10, b: 10, c: 10, d: 10, e: 10 })
  })

  it('raises one card while nobody is on duty, and closes it once somebody is', async () => {
    await addStaff(aPerson('a', { onRota: false }))
    await addIntakes(1)
    for (let minute = 0; minute < 9; minute += 1) {
      now = new Date(NOW.getTime() + minute * MINUTE)
      expect(await allocate('e0')).toEqual({ kind: 'unallocated', retryAt: new Date(now.getTime() + MINUTE) })
    }
    expect(await allocate('e0')).toEqual({ kind: 'not_due' })
    // A night of waiting must not look like a worker that keeps failing.
    expect(await intakeModel(connection).findOne().lean()).toMatchObject({ steps: { allocate: { state: 'pending', attempts: 0 } } })
    const cards = await taskModel(connection).find()
    expect(cards).toHaveLength(1)
    expect(cards[0]).toMatchObject({ intakeId: 'e0', kind: 'unallocated', state: 'open', dueAt: NOW })

    await staffModel(connection).updateOne({ _id: 'a' }, { onRota: true })
    now = new Date(NOW.getTime() + 9 * MINUTE)
    expect(await allocate('e0')).toMatchObject({ kind: 'allocated', choice: { socialWorker: { id: 'a' } } })
    expect(await taskModel(connection).findOne()).toMatchObject({ state: 'done', doneAt: now })
    expect(await pairs()).toMatchObject([{ status: 'allocated', allocation: { socialWorker: 'a', managerName: 'Invented manager' } }])
  })

  it('leaves no card up for an enquiry that somebody has accepted, and goes on looking for a social worker', async () => {
    await addStaff(aPerson('a', { onRota: false }))
    await addIntakes(2)
    expect(await allocate('e0')).toMatchObject({ kind: 'unallocated' })
    const acceptance = { by: 'd', byName: 'Invented duty worker', at: NOW }
    await intakeModel(connection).updateMany({}, { $set: { acceptance, status: 'accepted' } })
    now = new Date(NOW.getTime() + MINUTE)
    for (const id of ['e0', 'e1']) expect(await allocate(id)).toMatchObject({ kind: 'unallocated' })
    expect(await taskModel(connection).find({ kind: 'unallocated' }).lean()).toMatchObject([{ state: 'done', cause: 'accepted' }, { state: 'done', cause: 'accepted' }])
    await staffModel(connection).updateOne({ _id: 'a' }, { onRota: true })
    now = new Date(NOW.getTime() + 2 * MINUTE)
    expect(await allocate('e0')).toMatchObject({ kind: 'allocated' })
    expect(await intakeModel(connection).findById('e0').lean()).toMatchObject({ status: 'accepted', allocation: { socialWorker: 'a' } })
  })

  it('writes nothing, and fills nobody, once another holds the claim', async () => {
    await addStaff(aPerson('a'))
    await addIntakes(1)
    const first = await claim('e0')
    now = new Date(NOW.getTime() + 2 * MINUTE)
    const second = await claim('e0')
    const choice = { socialWorker: { id: 'a', name: 'Invented a' }, manager: { id: 'manager', name: 'Invented manager' }, openCases: 0 }
    expect(await ledger().allocate(first!.claim, choice)).toBe('claim_lost')
    await ledger().leaveUnallocated(first!.claim, now)
    expect(await loads()).toEqual({ a: 0 })
    expect(await taskModel(connection).countDocuments()).toBe(0)
    expect(await ledger().allocate(second!.claim, choice)).toBe('allocated')
    expect(await loads()).toEqual({ a: 1 })
  })

  it('gives nothing to somebody who went off duty, or whose manager changed, since the decision', async () => {
    await addStaff(aPerson('a', { onRota: false }), aPerson('b', { managerId: 'other' }))
    await addIntakes(1)
    const held = (await claim('e0'))!.claim
    const manager = { id: 'manager', name: 'Invented manager' }
    for (const id of ['a', 'b'])
      expect(await ledger().allocate(held, { socialWorker: { id, name: id }, manager, openCases: 0 })).toBe('worker_taken')
    expect((await pairs())[0]?.allocation).toBeUndefined()
  })

  it('gives back the room of a try that died before it wrote the pair', async () => {
    await addStaff(aPerson('a', { openCases: 1, promised: [{ intakeId: 'e0', token: 'died' }] }), aPerson('b', { openCases: 5 }))
    await addIntakes(1)
    expect(await allocate('e0')).toMatchObject({ kind: 'allocated', choice: { socialWorker: { id: 'a' }, openCases: 0 } })
    expect(await loads()).toEqual({ a: 1, b: 5 })
    expect((await staffModel(connection).findById('a'))?.promised).toEqual([])
  })

  it('completes a try that died after it wrote the pair, and counts it once', async () => {
    await addStaff(aPerson('a', { openCases: 1, promised: [{ intakeId: 'e0', token: 'died' }] }))
    await addIntakes(1)
    const allocation = { socialWorker: 'a', socialWorkerName: 'Invented a', manager: 'manager', managerName: 'Invented manager', at: NOW }
    await intakeModel(connection).updateOne({ _id: 'e0' }, { $set: { allocation, status: 'allocated' } })
    expect(await allocate('e0')).toEqual({ kind: 'completed' })
    expect(await loads()).toEqual({ a: 1 })
    expect(await intakeModel(connection).findById('e0').lean()).toMatchObject({ steps: { allocate: { state: 'done' } } })
    expect((await staffModel(connection).findById('a'))?.promised).toEqual([])
  })

  it('gives a later message to whoever has the first, and counts it once', async () => {
    await addStaff(aPerson('a', { openCases: 3 }), aPerson('b'))
    await addIntakes(2)
    const allocation = { socialWorker: 'a', socialWorkerName: 'Invented a', manager: 'manager', managerName: 'Invented manager', at: NOW }
    await intakeModel(connection).updateOne({ _id: 'e0' }, { $set: { allocation, status: 'accepted' } })
    await intakeModel(connection).updateOne({ _id: 'e1' }, { $set: { joinedTo: 'e0' } })
    expect(await allocate('e1')).toMatchObject({ kind: 'allocated', choice: { socialWorker: { id: 'a' } } })
    expect(await intakeModel(connection).findById('e1').lean()).toMatchObject({
      status: 'allocated', allocation: { socialWorker: 'a', manager: 'manager', countedWith: 'e0' }, steps: { allocate: { state: 'done' } },
    })
    expect(await loads()).toEqual({ a: 3, b: 0 })
  })

  it('takes a name that looks like an expression for the name it is', async () => {
    await addStaff(aPerson('a', { name: '$status' }))
    await addIntakes(1)
    await allocate('e0')
    expect((await pairs())[0]?.allocation?.socialWorkerName).toBe('$status')
  })
})
