import type { AcceptClock } from './acceptBy'
import type { LadderState, Manner, WaitingEnquiry } from './ports'

/** It cannot wait at any hour while it is urgent or unread, unless whoever was woken for its call accepted that. A change begins the ladder anew. */
export function ladderOf(
  { priority = 'urgent', call, clock: before, ladder, restartAt }: Pick<WaitingEnquiry, 'priority' | 'call' | 'clock' | 'ladder' | 'restartAt'>, clock: AcceptClock, at: Date,
): LadderState {
  const manner: Manner = priority === 'urgent' && call !== 'in_hand' ? 'pressing' : 'ordinary'
  const goesOn = ladder && ladder.manner === manner && !restartAt && (manner === 'pressing' || before?.judgedAs === clock.judgedAs)
  return goesOn ? ladder : { manner, since: at }
}
