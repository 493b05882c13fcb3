import { type CallSituation, isCallOver } from './telephony'

/**
 * What a call has come to: all that can be read from it without a word of it. Triage reads this, and whether the urgent
 * key was pressed, and nothing else of how far a call came; the call flow asks for triage again whenever it changes.
 */
export type CallStanding =
  | 'under_way'
  | 'hung_up'
  | 'waiting'
  | 'hung_up_waiting'
  | 'spoke'
  | 'callback_asked'
  | 'at_the_tone'
  | 'message_left'
  | 'message_not_kept'

/**
 * A conversation outranks a wish to be called back, that a message, and a message the lack of one. A recording that came
 * to nothing tells as much as the end of a call at the tone: neither needs to wait for the other.
 */
export function callStanding(call: CallSituation): CallStanding {
  if (call.conversation ?? call.conversationEndedAt) return 'spoke'
  if (call.callback) return 'callback_asked'
  if (call.recordings.some(({ status }) => status !== 'absent')) return 'message_left'
  if (call.recordings.length > 0) return 'message_not_kept'
  if (call.messageAskedAt) return isCallOver(call.state) ? 'message_not_kept' : 'at_the_tone'
  if (call.adviserAskedAt) return isCallOver(call.state) ? 'hung_up_waiting' : 'waiting'
  return isCallOver(call.state) ? 'hung_up' : 'under_way'
}
