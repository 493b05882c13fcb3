import { callbackDueAt } from '../../domain/callbackHours'
import type { CallbackLadderTimes, OwedCallback } from './ports'

/** From when somebody is told: when it is due, and again when whoever took it has not made it in time. */
export function tellingBegins({ dueAt, takenAt, isUrgent }: OwedCallback, { makeWithinMs }: Pick<CallbackLadderTimes, 'makeWithinMs'>): Date {
  if (!takenAt) return dueAt
  const makeBy = new Date(takenAt.getTime() + makeWithinMs[isUrgent ? 'urgent' : 'ordinary'])
  return makeBy > dueAt ? makeBy : dueAt
}

interface Hours {
  isOpen(at: Date): boolean
  opensNext(at: Date): Date | undefined
}

/**
 * The first moment from `at` on at which somebody may be told. An urgent one is told of at any hour. Any other while the
 * service is open, and in the part of the day that the caller named: to wait until the morning would break the promise.
 * A service that never opens is no reason to tell nobody.
 */
export function mayBeToldAt({ isUrgent, time = 'any' }: Pick<OwedCallback, 'isUrgent' | 'time'>, at: Date, hours: Hours): Date {
  if (isUrgent || hours.isOpen(at)) return at
  const opening = hours.opensNext(at) ?? at
  const theirs = time === 'any' ? opening : callbackDueAt({ time }, at, 0)
  return theirs < opening ? theirs : opening
}
