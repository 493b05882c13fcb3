import { type CallSituation, isCallOver } from './telephony'

/**
 * What a call has come to: all that can be read from it without a word of it. Triage reads this and nothing else of how
 * far a call came, and the call flow asks for triage again whenever this changes.
 */
export type CallStanding =
  | 'under_way'
  | 'hung_up'
  | 'callback_asked'
  | 'at_the_tone'
  | 'message_left'
  | 'message_not_kept'

/**
 * A wish to be called back outranks a message, and a message the lack of one. A recording that came to nothing tells as
 * much as the end of a call at the tone: neither needs to wait for the other.
 */
export function callStanding({ state, callback, queuedAt, messageAskedAt, recording }: CallSituation): CallStanding {
  if (callback || queuedAt) return 'callback_asked'
  if (recording) return recording.status === 'absent' ? 'message_not_kept' : 'message_left'
  if (messageAskedAt) return isCallOver(state) ? 'message_not_kept' : 'at_the_tone'
  return isCallOver(state) ? 'hung_up' : 'under_way'
}
