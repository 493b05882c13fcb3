import type { StepName } from '../../domain/step'
import type { CallSituation } from '../../domain/telephony'
import type { OwedTask } from '../../domain/task'
import type { CallAnswer } from './callAnswer'

/** A webhook that has taken effect, with the answer that it had: a repeat hears the same. Holds nothing that a caller said. */
export interface CallEventEntry {
  readonly key: string
  readonly at: Date
  readonly answer: CallAnswer
  /** Taken in later than it happened, so that the caller heard something else. Absent from before this was noted. */
  readonly late?: boolean
}

/** Steps of work that fall due by an event, each at its moment. */
export type DueSteps = Readonly<Partial<Record<StepName, Date>>>

/** A call on its way into the store: its first event decided, nothing written. */
export interface NewCall {
  readonly callSid: string
  readonly at: Date
  readonly situation: CallSituation
  readonly event: CallEventEntry
  readonly owedTasks: readonly OwedTask[]
  readonly due: DueSteps
}

export interface StoredCall {
  readonly callSid: string
  /** What the caller is told; fixed from the first event on. */
  readonly reference: string
  /** Raised by every event. */
  readonly version: number
  readonly situation: CallSituation
  /** Everybody on duty was rung for this caller in vain. */
  readonly nobodyTookIt: boolean
  readonly events: readonly CallEventEntry[]
}

/** What one more event changes. Cards are named one by one: those that others owe for the same enquiry stay untouched. */
export interface CallChange {
  readonly event: CallEventEntry
  /** As it stood at the version that the event was decided on. */
  readonly before: CallSituation
  readonly after: CallSituation
  readonly owe: readonly OwedTask[]
  readonly noLongerOwe: readonly OwedTask[]
  readonly due: DueSteps
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
  /** Notes that the caller heard something else than the answer that stands with this event; again changes nothing. */
  markLate(callSid: string, key: string): Promise<void>
}
