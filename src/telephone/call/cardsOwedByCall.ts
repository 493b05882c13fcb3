import { callbackDueAt } from '../../domain/callbackHours'
import type { CallSituation } from '../../domain/telephony'
import type { OwedTask } from '../../domain/task'

/** The kinds of card that a call may owe. Facts that come later may withdraw one, and owe it again. */
export const CALL_CARDS = ['callback', 'listen', 'recording_missing', 'review_abandoned', 'wrap_up'] as const

/** Sooner for a caller who pressed the urgent key. In milliseconds. */
interface ByUrgency {
  readonly urgent: number
  readonly ordinary: number
}

/** How soon a person must act, or the service ask, in milliseconds from the moment that earned it. */
export interface CallTargets {
  readonly callbackWithinMs: ByUrgency
  readonly listenWithinMs: number
  readonly reviewWithinMs: ByUrgency
  readonly wrapUpWithinMs: number
  /** A recording that was not announced is asked after so long after the tone. */
  readonly askAfterToneMs: number
}

/**
 * The cards that a call owes, from what is known of it. Nobody who hung up is ever rung: the telephone may be shared, so
 * a person reviews first. A message owes its card from the tone on, never from a transcript; once there is something to
 * hear, each recording owes its own, so that a card that was closed before hides none that comes later. Whoever spoke
 * with an adviser needs no call-back; the conversation owes its note.
 */
export function cardsOwedByCall(call: CallSituation, targets: CallTargets): readonly OwedTask[] {
  const { queuedAt, messageAskedAt, endedAt, recordings, callback, conversation, conversationEndedAt } = call
  const within = (limits: ByUrgency): number => (call.urgentAt ? limits.urgent : limits.ordinary)
  const card = (kind: (typeof CALL_CARDS)[number], from: Date, withinMs: number): OwedTask => ({ kind, dueAt: new Date(from.getTime() + withinMs) })
  const owed: OwedTask[] = []
  const spoke = conversation !== undefined || conversationEndedAt !== undefined
  const parted = conversationEndedAt ?? endedAt
  if (spoke && parted) owed.push(card('wrap_up', parted, targets.wrapUpWithinMs))
  if (!spoke && queuedAt && callback?.number !== undefined) owed.push({ kind: 'callback', dueAt: callbackDueAt(callback, queuedAt, within(targets.callbackWithinMs)) })
  if (messageAskedAt) {
    const absent = recordings.length > 0 && recordings.every(({ status }) => status === 'absent')
    const audible = recordings.filter(({ status }) => status === 'completed')
    if (absent && owed.length === 0) owed.push(card('recording_missing', messageAskedAt, targets.listenWithinMs))
    else if (audible.length > 0) owed.push(...audible.map(({ sid }) => ({ ...card('listen', messageAskedAt, targets.listenWithinMs), about: sid })))
    else if (recordings.some(({ status }) => status === 'pending')) owed.push(card('listen', messageAskedAt, targets.listenWithinMs))
    // Still at the tone: somebody must see to it even if nothing more is ever heard of this call.
    else if (owed.length === 0 && !endedAt) owed.push(card('listen', messageAskedAt, targets.listenWithinMs))
  }
  if (owed.length === 0 && endedAt) owed.push(card('review_abandoned', endedAt, within(targets.reviewWithinMs)))
  return owed
}
