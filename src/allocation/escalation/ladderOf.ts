import type { AcceptClock } from './acceptanceClock'
import type { LadderState, Manner, WaitingEnquiry } from './ports'

/**
 * It cannot wait at any hour while it is urgent or unread, unless whoever was woken for its call accepted that. A change begins the
 * ladder anew; what can wait, and the managers know that nobody can take it, begins with them.
 */
export function ladderOf(
  { priority = 'urgent', call, clock: before, ladder, restartAt, managersKnow }: Pick<WaitingEnquiry, 'priority' | 'call' | 'clock' | 'ladder' | 'restartAt' | 'managersKnow'>, clock: AcceptClock, at: Date,
): LadderState {
  const manner: Manner = priority === 'urgent' && call !== 'in_hand' ? 'pressing' : 'ordinary'
  const goesOn = ladder && ladder.manner === manner && !restartAt && (manner === 'pressing' || before?.judgedAs === clock.judgedAs)
  const begun: LadderState = goesOn ? ladder : { manner, since: at }
  return managersKnow && manner === 'ordinary' ? { rung: 'manager', ...begun } : begun
}
