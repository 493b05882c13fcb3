import type { Gap } from '../domain/escalation'
import { pendingStep } from '../domain/step'
import type { IntakeModel } from './intakeModel'
import type { TaskModel } from './taskModel'

const KIND = 'nobody_to_wake'

/**
 * An update that puts up, once until somebody accepts, the card of what is lacking in who is told.
 * @param cause what, where that is not that no telephone rang
 * @param onlyWhere how the enquiry is to stand for it
 */
export const gapCard = (intakeId: string, at: Date, { cause, onlyWhere = {} }: { readonly cause?: Gap; readonly onlyWhere?: object } = {}) => [
  { _id: intakeId, 'owedTasks.kind': { $ne: KIND }, ...onlyWhere },
  { $push: { owedTasks: { kind: KIND, dueAt: at, ...(cause && { cause }) } }, $set: { 'steps.raiseTasks': pendingStep(at) } },
] as const

/**
 * A named person has the enquiry now: the card is done by them, and is owed again only when somebody is lacking anew. A worker that
 * is putting it up at this moment takes it off by itself: taskRepository.ts.
 */
export async function closeGapCard(
  { intakes, tasks }: { readonly intakes: IntakeModel; readonly tasks: TaskModel }, intakeId: string, { by, byName, at }: { readonly by: string; readonly byName: string; readonly at: Date },
): Promise<void> {
  const { modifiedCount } = await intakes.updateOne(
    { _id: intakeId, 'owedTasks.kind': KIND }, { $pull: { owedTasks: { kind: KIND } }, $set: { 'steps.raiseTasks': pendingStep(at) } },
  )
  if (modifiedCount === 0) return
  await tasks.updateMany({ intakeId, kind: KIND, state: 'open' }, { $set: { state: 'done', doneAt: at, doneBy: by, doneByName: byName } })
}
