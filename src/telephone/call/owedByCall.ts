import type { CallSituation } from '../../domain/telephony'
import type { OwedTask } from '../../domain/task'

/** The kinds of card that a call may owe. Facts that come later may withdraw one, and owe it again. */
export const CALL_CARDS = ['callback', 'listen', 'recording_missing', 'review_abandoned'] as const

/** How soon a person must act, in milliseconds from the moment the card was earned. */
export interface CallTargets {
  readonly callbackWithinMs: number
  readonly listenWithinMs: number
  readonly reviewWithinMs: number
}

/**
 * The cards that a call owes, from what is known of it. Nobody who hung up in the menu is ever rung: the telephone may
 * be shared, so a person reviews first. A message owes its card from the tone on, never from a transcript.
 */
export function owedByCall(call: CallSituation, targets: CallTargets): readonly OwedTask[] {
  const { queuedAt, messageAskedAt, endedAt, recording, callback } = call
  const card = (kind: (typeof CALL_CARDS)[number], from: Date, withinMs: number): OwedTask => ({ kind, dueAt: new Date(from.getTime() + withinMs) })
  const owed: OwedTask[] = []
  if (queuedAt && callback?.number !== undefined) owed.push(card('callback', queuedAt, targets.callbackWithinMs))
  if (messageAskedAt && recording?.status === 'absent') owed.push(card('recording_missing', messageAskedAt, targets.listenWithinMs))
  else if (messageAskedAt && (recording || owed.length === 0)) owed.push(card('listen', messageAskedAt, targets.listenWithinMs))
  if (owed.length === 0 && endedAt) owed.push(card('review_abandoned', endedAt, targets.reviewWithinMs))
  return owed
}
