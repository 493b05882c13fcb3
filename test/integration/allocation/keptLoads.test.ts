import type { Connection } from 'mongoose'
import type { Choice } from '../../../src/allocation/candidate'
import type { Priority } from '../../../src/domain/priority'
import { changingWeight } from '../../../src/store/keptLoads'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { intakeModel } from '../../../src/store/intakeModel'
import { forgetPromises } from '../../../src/store/promisedRoom'
import { StoredRoutedIntakes } from '../../../src/store/routedIntakes'
import { staffModel } from '../../../src/store/staffModel'
import { AllocationRoom, aPerson, MINUTE, NOW } from './allocationRoom'

let room: AllocationRoom
let connection: Connection

beforeAll(async () => {
  room = await AllocationRoom.open()
  connection = room.connection
  await intakeModel(connection).createIndexes()
})
beforeEach(async () => room.empty())
afterAll(async () => room.close())

const setPriority = async (id: string, priority: Priority) => intakeModel(connection).updateOne({ _id: id }, { $set: { 'triage.priority': priority } })

/** As a person confirms it at the desk. */
const confirm = async (intakeId: string, seen: Priority, priority: Priority) => {
  const confirmation = { by: 'd', byName: 'Invented duty worker', at: room.now, reason: 'Read again.' }
  return deskIntakes(connection, room.sealer).confirmPriority({ intakeId, seen: { priority: seen }, priority, confirmation, mayRelax: false })
}

const choiceOf = async (id: string): Promise<Choice> => ({
  socialWorker: { id, name: `Invented ${id}` }, manager: { id: 'manager', name: 'Invented manager' }, version: (await staffModel(connection).findById(id).lean())?.factsVersion,
  why: { decidedBy: 'only_one', among: 1, has: [], nobodyHas: [] },
})

describe('what each carries, counted once and kept', () => {
  it('is seen at once to change with a priority, with an enquiry that leaves for a list, and with one that comes back', async () => {
    await room.addStaff(aPerson('a'))
    await room.addIntakes(2, ['low'])
    for (const id of ['e0', 'e1']) await room.allocate(id)
    expect(await room.loads()).toEqual({ a: 1 })
    expect(await confirm('e0', 'low', 'high')).toBe('confirmed')
    expect(await room.loads()).toEqual({ a: 2.5 })
    const routed = new StoredRoutedIntakes(connection, room.sealer, room.clock)
    expect(await routed.reroute('e1', { at: NOW }, { category: 'media', by: 'd', byName: 'Invented duty worker', at: NOW, reason: '' })).toBe(true)
    expect(await room.loads()).toEqual({ a: 2 })
    expect(await routed.bringBack('e1', { by: 'd', byName: 'Invented duty worker', at: NOW, reason: 'A child.' })).toBe(true)
    expect(await room.loads()).toEqual({ a: 2.5 })
  })

  it('is seen at once to change while a process dies over a change, whether it came to the change or not', async () => {
    await room.addStaff(aPerson('a'))
    await room.addIntakes(2)
    for (const id of ['e0', 'e1']) await room.allocate(id)
    expect(await room.loads()).toEqual({ a: 2 })
    const holder = { intakes: intakeModel(connection), now: room.clock }
    const died = changingWeight(holder, 'e0', async () => {
      expect(await room.loads()).toEqual({ a: 2 })
      await setPriority('e0', 'urgent')
      throw new Error('killed')
    })
    await expect(died).rejects.toThrow('killed')
    expect(await room.loads()).toEqual({ a: 4 })
    await setPriority('e1', 'urgent')
    expect(await room.loads()).toEqual({ a: 6 })
  })

  it('is counted anew after a minute, whatever was missed, so that nobody is passed over or overburdened for longer', async () => {
    await room.addStaff(aPerson('a', { caseloadLimit: 3 }))
    await room.addIntakes(2)
    await room.allocate('e0')
    await setPriority('e0', 'urgent')
    expect(await room.loads()).toEqual({ a: 1 })
    room.now = new Date(NOW.getTime() + MINUTE)
    expect(await room.allocate('e1')).toMatchObject({ kind: 'unallocated', why: 'all_at_limit' })
    expect(await room.loads()).toEqual({ a: 3 })
  })

  it('includes an enquiry of which the priority was raised between the decision and the pair', async () => {
    await room.addStaff(aPerson('a'))
    await room.addIntakes(1)
    await room.loads()
    const held = (await room.claim('e0'))!.claim
    expect(await confirm('e0', 'standard', 'urgent')).toBe('confirmed')
    expect(await room.ledger().allocate(held, await choiceOf('a'), 1)).toBe('allocated')
    expect(await room.loads()).toEqual({ a: 3 })
  })

  it('goes down again with room that is given back, and does not count what is promised twice', async () => {
    await room.addStaff(aPerson('a'), aPerson('b'))
    await room.addIntakes(2)
    expect(await room.loads()).toEqual({ a: 0, b: 0 })
    const held = (await room.claim('e0'))!.claim
    await intakeModel(connection).updateOne({ _id: 'e0' }, { $set: { barred: [{ staffId: 'a', name: 'a', at: NOW, by: 'manager', byName: 'm' }] } })
    expect(await room.ledger().allocate(held, await choiceOf('a'), 1)).toBe('facts_changed')
    expect(await room.loads()).toEqual({ a: 0, b: 0 })
    expect(await room.ledger().allocate(held, await choiceOf('b'), 1)).toBe('allocated')
    expect(await room.loads()).toEqual({ a: 0, b: 1 })
    expect(await room.allocate('e1')).toMatchObject({ choice: { socialWorker: { id: 'a' } } })
    expect(await room.loads()).toEqual({ a: 1, b: 1 })
  })

  it('stays right when a process dies once the pair stands, and whoever left in that moment gets their card', async () => {
    await room.addStaff(aPerson('a'), aPerson('b'))
    await room.addIntakes(1)
    await room.allocate('e0')
    const [holder] = Object.entries(await room.loads()).filter(([, load]) => load === 1).map(([id]) => id)
    // As it is before the promise is forgotten, and with the account closed after the pair was written, without its own cards.
    await staffModel(connection).updateOne({ _id: holder! }, { $push: { promised: { intakeId: 'e0', token: 'died', weight: 1 } }, $set: { active: false }, $inc: { factsVersion: 1 } })
    expect((await room.loads())[holder!]).toBe(1)
    await forgetPromises(connection, room.clock)
    // As long as whoever wrote the pair may be settling it.
    expect(await staffModel(connection).countDocuments({ 'promised.0': { $exists: true }, factsVersion: 2 })).toBe(1)
    room.now = new Date(NOW.getTime() + 5_000)
    await forgetPromises(connection, room.clock)
    expect((await room.loads())[holder!]).toBe(1)
    expect(await room.stored('e0')).toMatchObject({ owedTasks: [{ kind: 'holder_away', about: holder, cause: 'disabled' }], steps: { raiseTasks: { state: 'pending' } } })
    expect(await staffModel(connection).countDocuments({ 'promised.0': { $exists: true } })).toBe(0)
  })

  it('costs an enquiry the same whatever is open already', async () => {
    await room.addStaff(...['a', 'b', 'c'].map((id) => aPerson(id, { caseloadLimit: 1_000 })))
    const ids = await room.addIntakes(310)
    const open = ids.slice(10)
    for (const [nth, id] of ['a', 'b', 'c'].entries()) {
      const allocation = { socialWorker: id, socialWorkerName: id, manager: 'manager', managerName: 'm', at: NOW }
      await intakeModel(connection).collection.updateMany({ _id: { $in: open.filter((_, at) => at % 3 === nth) as never[] } }, { $set: { allocation, status: 'allocated' } })
    }
    expect(await room.loads()).toEqual({ a: 100, b: 100, c: 100 })
    await connection.db!.command({ profile: 2 })
    for (const id of ids.slice(0, 10)) expect(await room.allocate(id)).toMatchObject({ kind: 'allocated' })
    await connection.db!.command({ profile: 0 })
    const profile = await connection.db!.collection('system.profile').find({ ns: `${connection.name}.intakes` }).toArray()
    expect(profile.length).toBeGreaterThan(20)
    expect(Math.max(...profile.map(({ keysExamined, docsExamined }) => Number(keysExamined ?? 0) + Number(docsExamined ?? 0)))).toBeLessThan(10)
    expect(Object.values(await room.loads()).reduce((sum, load) => sum + load, 0)).toBe(310)
  })
})
