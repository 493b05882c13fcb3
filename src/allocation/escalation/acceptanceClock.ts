import { isLowered, type Priority } from '../../domain/priority'
import type { AcceptClock, JudgedAs, WaitingEnquiry } from './ports'

type Facts = Pick<WaitingEnquiry, 'receivedAt' | 'priority' | 'changedAt' | 'clock' | 'mayRelax' | 'restartAt' | 'takeOverSince'>

/**
 * The clock as it should stand. Until anything has read the enquiry it counts as urgent. A raised priority pulls the time
 * nearer, never further; a lowered one moves it only where a manager lowered it. Somebody's acceptance that ended, because
 * the enquiry was given to another, begins a new wait. Whoever is asked to take it over has their time from then.
 */
export function acceptClock(facts: Facts, dueAfter: (priority: Priority, from: Date) => Date): AcceptClock {
  const { receivedAt, priority, changedAt = receivedAt, clock, mayRelax, restartAt, takeOverSince } = facts
  const from = (moment: Date, judgedAs: JudgedAs): AcceptClock => ({ acceptBy: dueAfter(priority ?? 'urgent', moment), judgedAs, from: moment })
  if (takeOverSince) return toTakeOver(from(takeOverSince, priority ?? 'unread'), facts)
  if (priority === undefined) return clock ?? from(receivedAt, 'unread')
  if (restartAt) return from(restartAt, priority)
  if (!clock || clock.judgedAs === 'unread') return from(receivedAt, priority)
  if (clock.judgedAs === priority) return clock
  if (isLowered(clock.judgedAs, priority)) return mayRelax ? later(clock, from(receivedAt, priority)) : { ...clock, judgedAs: priority }
  return nearer({ ...clock, judgedAs: priority }, from(changedAt, priority))
}

/** A lowered priority gives whoever is asked no more time, unless a manager lowered it. */
function toTakeOver(own: AcceptClock, { clock, mayRelax }: Facts): AcceptClock {
  if (clock?.from.getTime() !== own.from.getTime()) return own
  if (clock.judgedAs === own.judgedAs) return clock
  return mayRelax ? own : nearer({ ...clock, judgedAs: own.judgedAs }, own)
}

const nearer = (one: AcceptClock, other: AcceptClock): AcceptClock => (other.acceptBy < one.acceptBy ? other : one)

const later = (one: AcceptClock, other: AcceptClock): AcceptClock =>
  other.acceptBy > one.acceptBy ? other : { ...one, judgedAs: other.judgedAs }
