import type { Priority } from '../../domain/priority'
import { after, opensAfter } from '../../domain/workingTime'
import { acceptClock } from './acceptanceClock'
import type { EscalateDeps } from './escalateDeps'
import { ladderOf } from './ladderOf'
import { waitsUntil } from './nextRung'
import type { AcceptClock, LadderState } from './ports'

export interface FirstClock {
  readonly clock: AcceptClock
  readonly ladder: LadderState
  /** Nobody is to be told before. */
  readonly until: Date
}

/**
 * The clock of a message as its first reading sets it, and how long nobody is to be told: what the first look of
 * escalateIntake would come to. Nobody has looked yet for who can take it.
 * @returns undefined when somebody is to be told at once
 */
export function firstClock(
  { hours, acceptWithin, times }: Pick<EscalateDeps, 'hours' | 'acceptWithin' | 'times'>,
  { receivedAt, priority, at }: { readonly receivedAt: Date; readonly priority: Priority; readonly at: Date },
): FirstClock | undefined {
  const enquiry = { receivedAt, priority, changedAt: at, mayRelax: false, managersKnow: false }
  const clock = acceptClock(enquiry, (judged, from) => after(hours, from, acceptWithin[judged]))
  const ladder = ladderOf(enquiry, clock, at)
  const until = waitsUntil({
    ladder, clock, at, times, priority, manner: ladder.manner, isOpen: hours.isOpen(at), nobodyFits: false, tellings: [],
    after: (from, span) => after(hours, from, span), opensNext: (from) => opensAfter(hours, from),
  })
  return until && { clock, ladder, until }
}
