import type { CallFaults, ProgressEvent } from '../faults'
import type { OwnNumber } from '../networkState'
import type { SimulatedCall } from './simulatedCall'

/** Where the script goes on: another document, the next verb, out of the queue, or nowhere. */
export type NextStep = { readonly document: string; readonly url: string } | 'end' | 'go_on' | 'leave'

export interface ProgressWanted {
  readonly url: string
  readonly events: readonly ProgressEvent[]
}

interface AnyCall {
  readonly from: string
  readonly to: string
  readonly speechMsPerCharacter?: number
  readonly faults?: CallFaults
}

/** Somebody rings one of the account's numbers. */
export interface InboundCall extends AnyCall {
  readonly direction: 'inbound'
  readonly number: OwnNumber
}

/** The service rings somebody: through the REST side, or from another call by Dial. */
export interface OutgoingCall extends AnyCall {
  readonly direction: 'outbound-api' | 'outbound-dial'
  readonly parentSid?: string
  readonly ringSeconds: number
  readonly progress?: ProgressWanted
  /** What happens once somebody has answered. */
  readonly begin: (call: SimulatedCall) => Promise<NextStep>
}

export type CallPlan = InboundCall | OutgoingCall

export type CallStatus = 'queued' | 'ringing' | 'in-progress' | 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled'
