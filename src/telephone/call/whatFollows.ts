import type { CallSituation } from '../../domain/telephony'
import { unreachable } from '../../domain/unreachable'
import type { AnswerFacts, CallAnswer } from './callAnswer'
import { afterCallbackStep, askForNumber } from './callbackQuestions'
import type { CallEvent, QueueResult } from './callEvent'
import { expectedWait } from './expectedWait'
import { afterMenu } from './menuKeys'
import { isTextAsked, offeringText } from './textOffer'
import { isFirstRound, toTone } from './toldEarly'
import { isOpen } from './toPerson'

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
      return event.result === 'bridged' && event.hungUp ? { kind: 'hang_up' } : afterQueue(call, event.result, facts)
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
