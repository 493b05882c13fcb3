import { giveIntake } from '../../../src/allocation/handover/giveIntake'
import { raiseTasks } from '../../../src/casework/raiseTasks'
import { raiseCardsFor } from '../../../src/store/absentHolders'
import { StoredHandovers } from '../../../src/store/handovers'
import { intakeModel } from '../../../src/store/intakeModel'
import { staffModel } from '../../../src/store/staffModel'
import { StepLedger } from '../../../src/store/stepLedger'
import { taskModel } from '../../../src/store/taskModel'
import { TaskRepository } from '../../../src/store/taskRepository'
import { AllocationRoom, aPerson, MINUTE, NOW, WEIGHTS } from './allocationRoom'

let room: AllocationRoom
beforeAll(async () => { room = await AllocationRoom.open() })
beforeEach(async () => {
  await room.empty()
  await room.addStaff(aPerson('a'), aPerson('b'))
})
afterAll(async () => room.close())

const handovers = (): StoredHandovers => new StoredHandovers(room.connection, room.sealer, room.clock, WEIGHTS)
const steps = () => new StepLedger(intakeModel(room.connection), room.sealer, room.clock)
const giveToB = async (intakeId = 'e0') => giveIntake({ handovers: handovers(), now: room.clock }, { intakeId, toId: 'b', reason: 'Knows the family.', actor: { staffId: 'manager', name: 'Invented manager' } })
const cards = async () => (await taskModel(room.connection).find().sort({ _id: 1 }).lean()).map(({ intakeId, kind, state, doneByName }) => [intakeId, kind, state, doneByName])
type Slow = NonNullable<Awaited<ReturnType<StepLedger['claim']>>>
const puttingUp = async (id: string): Promise<Slow> => (await steps().claim('raiseTasks', id))!
const putUp = async (slow: Slow): Promise<string> => raiseTasks({ steps: steps(), tasks: new TaskRepository(taskModel(room.connection)), now: room.clock }, slow)
/** Whatever is due, as the workers' next look would do it. */
const nextLook = async (...ids: readonly string[]): Promise<void> => {
  room.now = new Date(room.now.getTime() + 2 * MINUTE)
  for (const id of ids) {
    const claimed = await steps().claim('raiseTasks', id)
    if (claimed) await putUp(claimed)
  }
}

/** `e1` shares the place of `e0`, whose social worker has gone; a card of each asks who is to have it. */
async function twoOfWhoeverIsGone(): Promise<void> {
  await room.addIntakes(2)
  await room.give('e0', 'a')
  await room.give('e1', 'a', { countedWith: 'e0' })
  await intakeModel(room.connection).updateOne({ _id: 'e1' }, { $set: { joinedTo: 'e0' } })
  await staffModel(room.connection).updateOne({ _id: 'a' }, { active: false })
  await raiseCardsFor(room.connection, 'a', NOW)
}

describe('the cards that ask who is to have an enquiry', () => {
  it('are done with by whoever gives it to somebody, that of what goes along with it too', async () => {
    await twoOfWhoeverIsGone()
    await nextLook('e0', 'e1')
    expect(await cards()).toEqual([['e0', 'holder_away', 'open', undefined], ['e1', 'holder_away', 'open', undefined]])
    await giveToB()
    expect((await room.stored('e1')).allocation?.socialWorker).toBe('b')
    expect(await cards()).toEqual([['e0', 'holder_away', 'done', 'Invented manager'], ['e1', 'holder_away', 'done', 'Invented manager']])
    await nextLook('e0', 'e1')
    expect((await cards()).map(([, , state]) => state)).toEqual(['done', 'done'])
  })

  it('go by themselves where a process died between moving it and closing them', async () => {
    await twoOfWhoeverIsGone()
    await nextLook('e0', 'e1')
    await giveToB()
    await taskModel(room.connection).updateMany({}, { $set: { state: 'open' }, $unset: { doneAt: '', doneBy: '', doneByName: '' } })
    await nextLook('e0', 'e1')
    expect((await cards()).map(([, , state]) => state)).toEqual(['done', 'done'])
  })

  it('do not stay where a worker puts them up a moment after somebody was given it', async () => {
    await twoOfWhoeverIsGone()
    const slow = [await puttingUp('e0'), await puttingUp('e1')]
    await giveToB()
    for (const one of slow) await putUp(one)
    expect((await cards()).map(([id, , state]) => [id, state])).toEqual([['e0', 'done'], ['e1', 'done']])
  })

  it('do not stay where it was given to somebody a moment before they say that an offer came back', async () => {
    await room.addIntakes(1)
    await room.give('e0', 'a')
    const transfer = { to: 'b', toName: 'B', from: 'a', fromName: 'A', at: NOW, dueAt: NOW }
    const entry = { by: 'a', byName: 'A', other: 'B', at: NOW }
    await handovers().offer('e0', transfer, { ...entry, kind: 'transfer_offered' })
    await handovers().endOffer('e0', transfer, { ...entry, kind: 'transfer_refused' })
    const slow = await puttingUp('e0')
    await giveToB()
    await putUp(slow)
    expect((await cards()).map(([, kind, state]) => [kind, state])).toEqual([['transfer_returned', 'done']])
  })

  it('stand, with their reason, as long as they are owed', async () => {
    await twoOfWhoeverIsGone()
    await nextLook('e0')
    await taskModel(room.connection).updateMany({}, { $set: { state: 'done', cause: 'superseded' } })
    await intakeModel(room.connection).updateOne({ _id: 'e0' }, { $set: { 'steps.raiseTasks': { state: 'pending', dueAt: NOW, attempts: 0 } } })
    await nextLook('e0')
    expect(await taskModel(room.connection).find().lean()).toMatchObject([{ state: 'open', cause: 'disabled' }])
  })
})
