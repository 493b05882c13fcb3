import type { LegDropped, LegEnding } from '../../domain/leg'
import { unreachable } from '../../domain/unreachable'

/** Rounds of looking for a caller: one in the queue that was chosen, one more in the queue where somebody waits now. */
export const LAST_ROUND = 2

/** One thing that is told of a worker's leg: by the network's webhooks, or by what it answered when we asked. */
export type LegEvent =
  /** It was placed, or found to be. */
  | { readonly kind: 'placed'; readonly callSid: string }
  /** The network gave no clear answer. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'dropped'; readonly why: LegDropped }
  /** Somebody, or a machine, picked up. */
  | { readonly kind: 'answered'; readonly callSid: string }
  /** `digits` is empty when no key was pressed. */
  | { readonly kind: 'key'; readonly callSid: string; readonly digits: string }
  /** The worker and a caller are about to hear each other. */
  | { readonly kind: 'connected'; readonly callerSid: string }
  /** The two parted, or never met. `round` counts from 1. */
  | { readonly kind: 'parted'; readonly round: number; readonly talked: boolean }
  /** `sequence` is the network's count; absent when we asked for the status ourselves. */
  | { readonly kind: 'status'; readonly callSid: string; readonly status: LegStatus; readonly sequence?: number }

export type LegStatus = 'under_way' | 'answered' | LegEnding

/** What makes an event the same event when it comes again. */
export function legEventKey(event: LegEvent): string {
  switch (event.kind) {
    case 'placed':
    case 'unclear':
    case 'answered':
      return event.kind
    case 'dropped':
      return `dropped:${event.why}`
    case 'key':
      return `key:${event.digits}`
    case 'connected':
      return `connected:${event.callerSid}`
    case 'parted':
      return `parted:${event.round}:${event.talked}`
    case 'status':
      return `status:${event.sequence ?? 'asked'}:${event.status}`
    default:
      return unreachable(event)
  }
}
