import { type CaseWeights, weightOf } from '../domain/allocation'
import type { IntakeStatus } from '../domain/intake'
import type { Priority } from '../domain/priority'
import type { IntakeModel } from './intakeModel'

export interface Caseload {
  /** In points. */
  readonly load: number
  readonly cases: number
}

export const NOTHING_TO_CARRY: Caseload = { load: 0, cases: 0 }

/** What is still somebody's work. */
export const OPEN_STATUSES: IntakeStatus[] = ['received', 'triaged', 'allocated', 'accepted']

interface Group {
  _id: { worker: string; priority?: Priority; beside: boolean }
  count: number
}

/**
 * What each of these people carries, read from the enquiries themselves by index: there is no count beside them that a
 * process could die over, and a changed priority or a closed enquiry shows at once.
 * @param except enquiries that are not to be counted
 */
export async function caseloadsOf(
  intakes: IntakeModel, staffIds: readonly string[], weights: CaseWeights, except: readonly string[] = [],
): Promise<ReadonlyMap<string, Caseload>> {
  const groups = await intakes.aggregate<Group>([
    {
      $match: {
        'allocation.socialWorker': { $in: [...staffIds] }, status: { $in: OPEN_STATUSES }, ...(except.length > 0 && { _id: { $nin: [...except] } }),
      },
    },
    {
      $group: {
        _id: { worker: '$allocation.socialWorker', priority: '$triage.priority', beside: { $gt: ['$allocation.countedWith', null] } },
        count: { $sum: 1 },
      },
    },
  ])
  const loads = new Map<string, Caseload>()
  for (const { _id: { worker, priority, beside }, count } of groups) {
    const { load, cases } = loads.get(worker) ?? NOTHING_TO_CARRY
    loads.set(worker, { load: load + (beside ? 0 : count * weightOf(weights, priority)), cases: cases + count })
  }
  return loads
}
