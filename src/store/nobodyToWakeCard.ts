import type { NobodyTold } from '../allocation/escalation/ports'
import { pendingStep } from '../domain/step'

/** An update that puts up, once, the card of what nobody could be told of. @param cause why, where that is not that no telephone rang */
export const nobodyToWakeCard = (intakeId: string, at: Date, cause?: NobodyTold) => [
  { _id: intakeId, 'owedTasks.kind': { $ne: 'nobody_to_wake' as const } },
  { $push: { owedTasks: { kind: 'nobody_to_wake' as const, dueAt: at, ...(cause && { cause }) } }, $set: { 'steps.raiseTasks': pendingStep(at) } },
] as const
