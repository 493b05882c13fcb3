import { earliest } from '../../domain/earliest'
import type { CallSituation, Conversation } from '../../domain/telephony'
import { unreachable } from '../../domain/unreachable'
import type { CallAnswer } from './callAnswer'
import type { CallEvent, MenuStep, QueueResult } from './callEvent'
import { askedForCallback, learntFrom } from './noteCallback'
import { finishedRecording, pendingRecording, withRecording } from './noteRecording'
import { isTextAsked } from './textOffer'

/**
 * The call with what the event tells added. Facts only add up: no order of arrival can make one undo another.
 *
 * @param led what the event leads to: a caller who is led to the tone has reached it
 */
export function noteEvent(call: CallSituation, event: CallEvent, at: Date, led: CallAnswer): CallSituation {
  switch (event.kind) {
    case 'voice':
      return call
    case 'menu':
      return reached(noteMenu(call, event, at), at, led)
    case 'callback_confirm':
    case 'callback_number':
    case 'callback_safety':
    case 'callback_time':
    case 'callback_other':
      return reached(askedForCallback(call, at, learntFrom(event)), at, led)
    case 'wait':
      return withPlace(joinedQueue(call, at), event, at)
    case 'queue_choice':
      return event.digits === '1' ? askedForCallback(joinedQueue(call, at), at, { askedInQueue: true }) : joinedQueue(call, at)
    case 'queue_left':
      return noteLeaving(joinedQueue(call, at), event.result, at, led)
    case 'connected':
      return withConversation(joinedQueue(call, event.conversation.since), event.conversation)
    case 'message':
      return withRecording(askedForMessage(call, at), pendingRecording(event.recordingSid, event.duration))
    case 'text_choice':
      return isTextAsked(call, event) ? { ...call, textAskedAt: earliest(call.textAskedAt, at) } : call
    case 'recording':
      return withRecording(askedForMessage(call, at), finishedRecording(event))
    case 'status':
      return event.final ? ended(call, at, event.duration) : call
    default:
      return unreachable(event)
  }
}

function noteMenu(call: CallSituation, { digits, language }: MenuStep, at: Date): CallSituation {
  const spoken: CallSituation = digits === '8' || language === 'cy' ? { ...call, language: 'cy' } : call
  switch (digits) {
    case '2':
      return askedForCallback(spoken, at, {})
    case '9':
      return { ...spoken, urgentAt: earliest(call.urgentAt, at) }
    default:
      return spoken
  }
}

/** Where the caller was led. */
function reached(call: CallSituation, at: Date, led: CallAnswer): CallSituation {
  if (led.kind === 'enqueue') return joinedQueue(call, at)
  return led.kind === 'record' ? askedForMessage(call, at) : call
}

const joinedQueue = (call: CallSituation, at: Date): CallSituation => ({
  ...call,
  adviserAskedAt: earliest(call.adviserAskedAt, at),
  queuedAt: earliest(call.queuedAt, at),
})

/** The longest time in the queue is the latest news of it. */
function withPlace(call: CallSituation, { queueTime, position }: Extract<CallEvent, { kind: 'wait' }>, at: Date): CallSituation {
  return call.place && call.place.queueTime >= queueTime ? call : { ...call, place: { queueTime, position, at } }
}

function noteLeaving(call: CallSituation, result: QueueResult, at: Date, led: CallAnswer): CallSituation {
  switch (result) {
    case 'bridged':
      return { ...call, conversationEndedAt: earliest(call.conversationEndedAt, at) }
    case 'hangup':
      return ended(call, at, undefined)
    case 'failed':
      return reached(call, at, led)
    // Whether it leads to the tone or to a call-back turns on what the caller pressed, which may come later.
    case 'leave':
    case 'redirected':
      return call
    default:
      return unreachable(result)
  }
}

/** The first to speak with the caller is who took the call. */
const withConversation = (call: CallSituation, heard: Conversation): CallSituation => {
  const known = call.conversation
  const first = known && (known.since < heard.since || (known.since.getTime() === heard.since.getTime() && known.legId <= heard.legId))
  return first ? call : { ...call, conversation: heard }
}

const askedForMessage = (call: CallSituation, at: Date): CallSituation => ({
  ...call,
  messageAskedAt: earliest(call.messageAskedAt, at),
})

const ended = (call: CallSituation, at: Date, duration: number | undefined): CallSituation => ({
  ...call,
  endedAt: earliest(call.endedAt, at),
  ...(duration !== undefined && { duration: Math.max(call.duration ?? 0, duration) }),
})
