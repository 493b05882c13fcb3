import type { Disposition } from '../../src/domain/telephony'
import { deskNotes } from '../../src/store/deskNotes'
import { taskModel } from '../../src/store/taskModel'
import type { RingingWorld } from './ringingWorld'

/** A worker rings a caller back, and somebody answers. */
export async function ringBack(world: RingingWorld, id: string, worker: { id: string; name: string }): Promise<void> {
  await world.desk.askForCallback({ intakeId: id, by: { staffId: worker.id, name: worker.name }, unsafeConfirmed: false })
  await world.work()
  const leg = (await world.legs()).at(-1)!
  await world.legEvent(leg.id, { kind: 'key', callSid: 'CA', digits: '1' })
  await world.legEvent(leg.id, { kind: 'parted', round: 1, talked: true })
  await world.legEvent(leg.id, { kind: 'status', callSid: 'CA', status: 'completed', sequence: 3 })
}

/** The worker writes down what came of it. */
export async function writeUp(world: RingingWorld, id: string, worker: { id: string; name: string }, disposition: Disposition): Promise<void> {
  await world.raiseCards(id)
  const card = await taskModel(world.connection).findOne({ intakeId: id, kind: 'wrap_up', state: 'open' }).lean()
  await deskNotes(world.connection, world.sealer).writeUp({
    intakeId: id, note: 'As it was', disposition, by: worker.id, byName: worker.name, at: world.time, callbackDueAt: world.time,
    card: { id: card!._id, kind: 'wrap_up' },
  })
  await world.desk.finishWrapUp(worker.id)
  world.pass(60_000)
}
