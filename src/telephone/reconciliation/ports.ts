import type { ReconciliationRecord } from '../../domain/reconciliation'
import type { CallRecording } from '../../domain/telephony'

/** Of a call that we hold, what the network's lists are compared with. */
export interface HeldCall {
  /** Its end was not heard yet. */
  readonly isOpen: boolean
  readonly recordings: readonly CallRecording[]
}

/** Implemented by src/store/callsHeld.ts. */
export interface CallsHeld {
  /** Those of the calls that we hold, by CallSid. */
  find(callSids: readonly string[]): Promise<ReadonlyMap<string, HeldCall>>
  /** CallSids of calls that came before `before` and of which the end was not heard, oldest first, at most `limit`. */
  openBefore(before: Date, limit: number): Promise<readonly string[]>
}

/** When the lists were last compared to the end, and what failed. */
export interface ReconciliationRuns extends ReconciliationRecord {
  /** What failed in the last run that had all the lists. */
  failing(): Promise<readonly FailingItem[]>
  keepFailing(items: readonly FailingItem[]): Promise<void>
  /** Puts up a card of its own for what is set apart, there being no enquiry to hang it on; again does nothing more. */
  alarm(item: GapItem, card: { readonly at: Date; readonly dueAt: Date }): Promise<void>
}

/**
 * What the network knew and we did not. `call`: a whole call; `end`: that a call is over; `recording`: a recording, or that
 * one is finished.
 */
export const GAP_KINDS = ['call', 'end', 'recording'] as const
export type GapKind = (typeof GAP_KINDS)[number]

/** One of the things listed there; `sid` is the call's, or the recording's. */
export interface GapItem {
  readonly kind: GapKind
  readonly sid: string
}

/** `runs`: in how many runs running it failed. */
export interface FailingItem extends GapItem {
  readonly runs: number
}

export interface ReconciliationMeter {
  gapFound(kind: GapKind): void
  /** It kept failing, and a person was told. */
  gapSetApart(kind: GapKind): void
}
