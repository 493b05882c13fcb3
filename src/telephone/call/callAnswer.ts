import { type CallSituation, isCallOver } from '../../domain/telephony'
import { unreachable } from '../../domain/unreachable'
import { afterCallbackStep, askForNumber } from './callbackQuestions'
import type { CallEvent, QueueResult } from './callEvent'
import { expectedWait } from './expectedWait'
import { afterMenu } from './menuKeys'
import { isTextAsked, offeringText } from './textOffer'
import { isFirstRound, toTone } from './toldEarly'
import { isOpen } from './toPerson'

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

/** What an event leads to, whether or not the caller is still there to hear it. */
export function whatFollows(call: CallSituation, event: CallEvent, facts: AnswerFacts): CallAnswer {
  switch (event.kind) {
    case 'voice':
      return { kind: 'menu', open: isOpen(call), attempt: 1, urgent: 'offered' }
    case 'menu':
      return afterMenu(call, event, facts)
    case 'callback_confirm':
    case 'callback_number':
    case 'callback_safety':
    case 'callback_time':
    case 'callback_other':
      return afterCallbackStep(call, event, facts)
    case 'wait':
      return event.queueTime >= facts.maxWaitSeconds || !facts.staffed || facts.nobodyTookIt
        ? { kind: 'leave_queue' }
        : { kind: 'wait', position: event.position, minutes: expectedWait(event), ...(isFirstRound(event.queueTime) && { tells: true }) }
    case 'queue_choice':
      return { kind: event.digits === '1' ? 'leave_queue' : 'wait_on' }
    case 'queue_left':
      return afterQueue(call, event.result, facts)
    case 'connected':
      return { kind: 'connected' }
    case 'message':
      return event.hungUp ? { kind: 'hang_up' } : { kind: 'message_kept', ...offeringText(call, facts) }
    case 'text_choice':
      return { kind: isTextAsked(call, event) ? 'text_promised' : 'goodbye' }
    case 'recording':
    case 'status':
      return { kind: 'nothing' }
    default:
      return unreachable(event)
  }
}

function afterQueue(call: CallSituation, result: QueueResult, facts: AnswerFacts): CallAnswer {
  switch (result) {
    // Heard only when the adviser was the first to ring off.
    case 'bridged':
      return { kind: 'after_talk', ...offeringText(call, facts) }
    case 'hangup':
      return { kind: 'hang_up' }
    case 'leave':
      return call.callback?.askedInQueue ? askForNumber(call, 1, true) : toTone(call, 'waited_long')
    // Somebody moved the call on purpose: what it hears next is theirs to say.
    case 'redirected':
      return { kind: 'hang_up' }
    case 'failed':
      return toTone(call, 'nobody_free')
    default:
      return unreachable(result)
  }
}
