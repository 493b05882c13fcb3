import { unreachable } from '../../domain/unreachable'

/** Presentations of one question; the last of them failing leads to the tone, so that nobody is stranded. */
export const LAST_ATTEMPT = 2

/** A step that asks for keys. `attempt` counts its presentations from 1; `digits` is empty when the caller was silent. */
export interface KeyedStep {
  readonly kind: 'menu' | 'callback_confirm' | 'callback_number' | 'callback_safety'
  readonly attempt: number
  readonly digits: string
}

/** One webhook of a call, as the flow understands it. Durations are in seconds. */
export type CallEvent =
  | { readonly kind: 'voice' }
  | KeyedStep
  | { readonly kind: 'message'; readonly recordingSid?: string; readonly duration?: number }
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
    case 'callback_confirm':
    case 'callback_safety':
      return `${event.kind}:${event.attempt}:${event.digits}`
    case 'callback_number':
      return `callback_number:${event.attempt}`
    case 'message':
      return `message:${event.recordingSid ?? ''}`
    case 'recording':
      return `recording:${event.recordingSid}:${event.status}`
    case 'status':
      return `status:${event.status}`
    default:
      return unreachable(event)
  }
}
