import type { Conversation, Language } from '../../domain/telephony'
import { unreachable } from '../../domain/unreachable'

/** Presentations of one question; the last of them failing leads to a person or the tone, so that nobody is stranded. */
export const LAST_ATTEMPT = 2

export const CALLBACK_STEPS = ['callback_confirm', 'callback_number', 'callback_safety', 'callback_time', 'callback_other'] as const
export type CallbackStepKind = (typeof CALLBACK_STEPS)[number]

/** `attempt` counts the presentations of a question from 1; `digits` is empty when the caller was silent. */
export interface MenuStep {
  readonly kind: 'menu'
  /** The language that the menu was spoken in. */
  readonly language: Language
  readonly attempt: number
  readonly digits: string
}

export interface CallbackStep {
  readonly kind: CallbackStepKind
  /** Whether the caller came from the queue. */
  readonly fromQueue: boolean
  readonly attempt: number
  readonly digits: string
}

/** A step that asks for keys. */
export type KeyedStep = MenuStep | CallbackStep

/** Why the network says that somebody left the queue, or was never let in. */
export type QueueResult = 'bridged' | 'hangup' | 'leave' | 'redirected' | 'failed'

/** One webhook of a call, as the flow understands it. Durations and times in a queue are in seconds. */
export type CallEvent =
  | { readonly kind: 'voice' }
  | KeyedStep
  /** The caller holds the line. `averageWait` is the network's. */
  | { readonly kind: 'wait'; readonly queueTime: number; readonly position: number; readonly averageWait?: number }
  | { readonly kind: 'queue_choice'; readonly digits: string }
  /** `hungUp`: their call was over by then, and nobody hears our answer. */
  | { readonly kind: 'queue_left'; readonly result: QueueResult; readonly queueTime: number; readonly hungUp?: true }
  /** A worker took the call and the two are about to hear each other. */
  | { readonly kind: 'connected'; readonly conversation: Conversation }
  /** `hungUp`: that is how the caller ended it, and nobody hears our answer. */
  | { readonly kind: 'message'; readonly recordingSid?: string; readonly duration?: number; readonly hungUp?: true }
  /** A key pressed after the offer to send the reference by text. */
  | { readonly kind: 'text_choice'; readonly digits: string }
  | {
      readonly kind: 'recording'
      readonly recordingSid: string
      readonly status: 'completed' | 'absent' | 'other'
      readonly duration?: number
    }
  | { readonly kind: 'status'; readonly status: string; readonly final: boolean; readonly duration?: number }

/**
 * What makes an event the same event when it comes again: the step and what it said. A keyed telephone number stays out
 * of the key, which is stored in the clear; its attempt names it well enough.
 */
export function eventKey(event: CallEvent): string {
  switch (event.kind) {
    case 'voice':
      return 'voice'
    case 'menu':
      return `menu:${event.language}:${event.attempt}:${event.digits}`
    case 'callback_number':
      return `${stepName(event)}:${event.attempt}`
    case 'callback_confirm':
    case 'callback_safety':
    case 'callback_time':
    case 'callback_other':
      return `${stepName(event)}:${event.attempt}:${event.digits}`
    case 'wait':
      return `wait:${event.queueTime}`
    case 'queue_choice':
      return `queue_choice:${event.digits}`
    case 'queue_left':
      return `queue_left:${event.result}:${event.queueTime}`
    case 'connected':
      return `connected:${event.conversation.legId}`
    case 'message':
      return `message:${event.recordingSid ?? ''}`
    case 'text_choice':
      return `text_choice:${event.digits}`
    case 'recording':
      return `recording:${event.recordingSid}:${event.status}`
    case 'status':
      return `status:${event.status}`
    default:
      return unreachable(event)
  }
}

const stepName = ({ kind, fromQueue }: CallbackStep): string => (fromQueue ? `${kind}:queue` : kind)
