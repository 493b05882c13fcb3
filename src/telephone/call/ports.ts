import type { CallEventEntry, CallSituation } from '../../domain/telephony'
import type { OwedTask, TaskKind } from '../../domain/task'

/** A call on its way into the store: its first event decided, nothing written. */
export interface NewCall {
  readonly callSid: string
  readonly at: Date
  readonly situation: CallSituation
  readonly event: CallEventEntry
  readonly owedTasks: readonly OwedTask[]
}

export interface StoredCall {
  readonly callSid: string
  /** What the caller is told; fixed from the first event on. */
  readonly reference: string
  /** Raised by every event. */
  readonly version: number
  readonly situation: CallSituation
  readonly events: readonly CallEventEntry[]
}

/** What one more event changes. Cards are named by kind: those that others owe for the same enquiry stay untouched. */
export interface CallChange {
  readonly event: CallEventEntry
  readonly after: CallSituation
  readonly owe: readonly OwedTask[]
  readonly noLongerOwe: readonly TaskKind[]
  /** Triage is due again: something new was learnt. */
  readonly retriage: boolean
}

/**
 * Keeps calls as enquiries. Every write waits for a majority and is one write: the event, what it tells and the work
 * that it owes. Both throw when the database does not answer.
 */
export interface CallLedger {
  /** One insert and no read for a call never heard of; a call that is known already is read instead. */
  openCall(call: NewCall): Promise<{ readonly created: boolean; readonly call: StoredCall }>
  findCall(callSid: string): Promise<StoredCall | undefined>
  /** Answers false, with nothing written, when the call moved on since `version` or has the event already. */
  applyEvent(callSid: string, version: number, change: CallChange): Promise<boolean>
}
