import { isLowered, morePressing } from '../domain/priority'
import { SIGNALS } from '../domain/triage'
import type { Category, Evidence, Reading, Triage } from '../domain/triage'
import { bothIndicators } from './bothIndicators'

function bothSignals(earlier: Triage['signals'], later: Reading['signals']): Triage['signals'] {
  const both: Partial<Record<(typeof SIGNALS)[number], readonly Evidence[]>> = {}
  for (const signal of SIGNALS) {
    const evidence = later[signal] ?? earlier[signal]
    if (evidence) both[signal] = evidence
  }
  return both
}

/** A reading without the second reader leaves what it saw before. */
const readsLikeBoth = (earlier: Triage, later: Reading): Pick<Reading, 'readsLike'> => {
  const readsLike = later.readsLike ?? earlier.readsLike
  return readsLike ? { readsLike } : {}
}

/** A child concern, once seen, stays one; what a person confirmed is not renamed by rules. */
function categoryOf(earlier: Triage, later: Reading): Category {
  if (later.category === 'child_concern' || earlier.category === 'child_concern') return 'child_concern'
  return earlier.confirmedBy ? earlier.category : later.category
}

/**
 * Joins a new reading to an earlier triage of the same enquiry. Automation may raise a priority, never lower one, and
 * earlier findings are kept. What a person confirmed stands until the rules see more than they did then: a manager who
 * lowered a priority is not overruled by the same facts read again, and one overruled by new facts is asked again.
 */
export function combineWithEarlier(earlier: Triage | undefined, later: Reading, at: Date): Triage {
  if (!earlier) return { ...later, at, proposedPriority: later.priority }
  const seesMore = isLowered(later.priority, earlier.proposedPriority)
  const confirmedBy = seesMore && isLowered(later.priority, earlier.priority) ? undefined : earlier.confirmedBy
  const earlierHolds = isLowered(earlier.priority, later.priority)
  return {
    ...later,
    at,
    priority: confirmedBy ? earlier.priority : morePressing(earlier.priority, later.priority),
    proposedPriority: morePressing(earlier.proposedPriority, later.priority),
    category: categoryOf(earlier, later),
    indicators: bothIndicators(later.indicators, earlier.indicators),
    signals: bothSignals(earlier.signals, later.signals),
    ...readsLikeBoth(earlier, later),
    nation: later.nation === 'unknown' ? earlier.nation : later.nation,
    reasons: earlierHolds ? [...new Set([...earlier.reasons, ...later.reasons])] : later.reasons,
    ...(confirmedBy && { confirmedBy }),
  }
}
