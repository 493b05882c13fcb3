import type { Clock } from '../domain/clock'
import { pendingStep } from '../domain/step'
import { raiseCardIfAbsent } from './absentHolders'
import { historyWith } from './historyWith'
import { changingWeight } from './keptLoads'
import type { HistoryDocument } from './documents/historyDocument'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import type { decisionInPipeline } from './priorityDecisions'
import { carryAgain } from './routedWeight'

/** On one of the lists of what is no child concern, or ended there. */
export const ON_A_LIST = { status: { $in: ['rerouted' as const, 'closed' as const] }, rerouting: { $exists: true } }

/** Casework that a person ended. */
export const ENDED_CASE = { status: 'closed' as const, rerouting: { $exists: false } }

type Raised = ReturnType<typeof decisionInPipeline>

interface Places {
  readonly intakes: IntakeModel
  readonly now: Clock
}

/**
 * What had left the queue, in one of these ways, is in it again: whoever had it has it again, counts it, and accepts it afresh;
 * what nobody had is to be allocated. One write, its line in the history with it. @param raised what the same write makes of its priority @returns whether it had left so
 */
export async function comeBack(places: Places, intakeId: string, which: typeof ON_A_LIST | typeof ENDED_CASE, line: HistoryDocument, raised?: Raised): Promise<boolean> {
  return changingWeight(places, intakeId, async () => putBack(places.intakes, intakeId, which, line, raised))
}

async function putBack(intakes: IntakeModel, intakeId: string, which: typeof ON_A_LIST | typeof ENDED_CASE, line: HistoryDocument, raised?: Raised): Promise<boolean> {
  const { at } = line
  const isAllocated = { $gt: ['$allocation', null] }
  const back = await intakes.findOneAndUpdate(
    { _id: intakeId, ...which },
    [
      {
        $set: {
          status: { $cond: [isAllocated, 'allocated', 'triaged'] },
          'steps.allocate': { $cond: [isAllocated, '$steps.allocate', { $literal: pendingStep(at) }] },
          // It waits anew to be accepted.
          'steps.escalate': { $literal: pendingStep(at) },
          // Officers are told of it again; where none is awaited the step ends by itself.
          'steps.escalateSecond': { $literal: pendingStep(at) },
          'escalation.restartAt': at,
          'escalation.anewSince': at,
          ...raised?.fields,
          history: historyWith([{ $literal: line }], ...(raised ? [raised.lines] : [])),
        },
      },
      { $unset: ['rerouting', 'acceptance', 'closedBy', 'closedByName', 'closedAt', 'outcome', 'outcomeName', 'endedWith', 'endedWithId', 'closingReason', 'escalation.hadBy'] },
    ],
    { updatePipeline: true, returnDocument: 'after' },
  ).lean<IntakeDocument>()
  if (!back) return false
  if (!back.allocation) return true
  await carryAgain(intakes, intakeId, back.allocation)
  // Whoever had it may have gone meanwhile, when it was not among open work.
  await raiseCardIfAbsent(intakes.db, intakeId, [back.allocation.socialWorker, back.allocation.manager], at)
  return true
}
