import { type CallSituation, isCallOver } from '../../domain/telephony'

/** Why the caller is asked for a message. */
export type RecordReason = 'chosen' | 'not_understood' | 'not_safe' | 'nobody_free' | 'waited_long'

/**
 * What the caller is to hear next, without its words and without anything that they said: it is stored with the event.
 * `attempt` above 1 says that the keys before made no sense.
 */
export type CallAnswer =
  /** `urgent`: the key for a child in danger now is offered, which happens once, or was just pressed. */
  | { readonly kind: 'menu'; readonly open: boolean; readonly attempt: number; readonly urgent: 'offered' | 'noted' | 'not_offered' }
  | { readonly kind: 'confirm_number' | 'key_number' | 'ask_safety' | 'ask_time' | 'ask_other'; readonly attempt: number; readonly fromQueue: boolean }
  /** `offersText`: the reference may be had by text as well. */
  | { readonly kind: 'callback_booked'; readonly open: boolean; readonly offersText?: true }
  | { readonly kind: 'message_kept' | 'after_talk'; readonly offersText?: true }
  | { readonly kind: 'enqueue'; readonly urgent: boolean; readonly understood: boolean }
  /** `tells`: the reference too, in passing. */
  | { readonly kind: 'wait'; readonly position: number; readonly minutes: number; readonly tells?: true }
  | { readonly kind: 'wait_on' | 'leave_queue' | 'connected' | 'text_promised' | 'goodbye' | 'hang_up' | 'nothing' }
  | { readonly kind: 'record'; readonly why: RecordReason; readonly tells?: true }

/** What an answer rests on besides the call itself; see CallFacts. */
export interface AnswerFacts {
  /** Whether anybody is there to be rung, busy or not. */
  readonly staffed: boolean
  /** Everybody was rung for this caller in vain. */
  readonly nobodyTookIt: boolean
  /** Seconds in the queue after which the caller is asked for a message. */
  readonly maxWaitSeconds: number
  /** Whether texts can be sent. @defaultValue false */
  readonly textsOffered?: boolean
}

/** Whether an answer ends the call with the reference, read out to a caller who listens to it. */
export const endsWithReference = ({ kind }: CallAnswer): boolean => kind === 'callback_booked' || kind === 'message_kept' || kind === 'after_talk'

/** Whether an answer reads the reference out, at its end or in passing. */
export const tellsReference = (answer: CallAnswer): boolean => endsWithReference(answer) || 'tells' in answer

/** What a caller hears of that to which an event leads: a call that was over already is only ended. */
export const heardOf = (call: CallSituation, led: CallAnswer): CallAnswer =>
  isCallOver(call.state) && led.kind !== 'nothing' ? { kind: 'hang_up' } : led
