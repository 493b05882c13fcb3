import type { AcceptClock, LadderState, Manner, WaitingEnquiry } from './ports'

type Facts = Pick<WaitingEnquiry, 'priority' | 'call' | 'clock' | 'ladder' | 'restartAt' | 'managersKnow' | 'takeOverSince'>

/**
 * It cannot wait at any hour while it is urgent or unread, unless whoever was woken for its call accepted that. A change begins the
 * ladder anew, as does another who is to take it over; what can wait, and the managers know that nobody can take it, begins with them.
 */
export function ladderOf({ clock: before, ladder, restartAt, managersKnow, takeOverSince, ...facts }: Facts, clock: AcceptClock, at: Date): LadderState {
  const manner = mannerOf({ ...facts, takeOverSince })
  const isAsBefore = manner === 'pressing' || (before?.judgedAs === clock.judgedAs && !(takeOverSince && ladder && ladder.since < takeOverSince))
  const begun: LadderState = ladder?.manner === manner && !restartAt && isAsBefore ? ladder : { manner, since: at }
  return managersKnow && manner === 'ordinary' ? { rung: 'manager', ...begun } : begun
}

function mannerOf({ priority = 'urgent', call, takeOverSince }: Pick<Facts, 'priority' | 'call'> & { readonly takeOverSince: Date | undefined }): Manner {
  if (takeOverSince) return 'taking_over'
  return priority === 'urgent' && call !== 'in_hand' ? 'pressing' : 'ordinary'
}
