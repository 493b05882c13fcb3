import type { Leg, LegOutcome, LegPurpose, LegState } from '../../domain/leg'
import type { Adviser, Callback, Language, Offer } from '../../domain/telephony'

/** A member of staff who can be rung. */
export interface RingableStaff extends Adviser {
  /** E.164. */
  readonly phone: string
}

/** Whose line is wanted, for which leg, and for how long it is theirs unless extended or released. */
export interface LineWanted {
  readonly legId: string
  readonly at: Date
  readonly leaseMs: number
}

/**
 * The staff as the telephone sees them. A line is held by one leg at a time: the one conditional write that takes it
 * decides. Implemented by src/store/staffLines.ts.
 */
export interface StaffLines {
  /** Everybody on the rota, with a telephone, and not away: busy ones too. Nobody outside the service hours. */
  onDuty(at: Date): Promise<readonly RingableStaff[]>
  /** Takes the free line of one of those: who asked for the next caller first, then who has been idle longest. */
  takeNextFree(wanted: LineWanted & { readonly among: readonly RingableStaff[] }): Promise<RingableStaff | undefined>
  /** Takes the line of this very person, available or not; undefined while it is busy or they have no telephone. */
  take(staffId: string, wanted: LineWanted): Promise<RingableStaff | undefined>
  /** Keeps the line for longer. False when this leg does not hold it any more. */
  extend(staffId: string, legId: string, until: Date): Promise<boolean>
  /**
   * Lets the line go. With `wrapUpUntil` the person is not rung before then, or before they finish their note; without
   * it they are free at once, idle since `at`. Has no effect when the leg does not hold the line.
   */
  release(staffId: string, legId: string, end: { readonly at: Date; readonly wrapUpUntil?: Date }): Promise<void>
}

/** A webhook of a leg that has taken effect. */
export interface LegEventEntry {
  readonly key: string
  readonly at: Date
}

export interface StoredLeg {
  readonly leg: Leg
  /** Raised by every event. */
  readonly version: number
  readonly events: readonly LegEventEntry[]
}

export interface LegChange {
  readonly event: LegEventEntry
  readonly state: LegState
  readonly callSid?: string
  readonly outcome?: LegOutcome
  readonly overAt?: Date
}

/** Legs, one document each, majority writes. Implemented by src/store/legLedger.ts. */
export interface LegLedger {
  /** Written before the network is asked: what was begun must be known after a crash. */
  create(leg: Leg): Promise<void>
  find(legId: string): Promise<StoredLeg | undefined>
  /** False, with nothing written, when the leg moved on since `version` or has the event already. */
  applyEvent(legId: string, version: number, change: LegChange): Promise<boolean>
  /** Legs that are not over and began before that moment, oldest first. */
  unfinished(before: Date, limit: number): Promise<readonly Leg[]>
  /** The latest leg of that purpose for an enquiry. */
  latestOf(intakeId: string, purpose: LegPurpose): Promise<Leg | undefined>
}

/** A caller who holds the line. Nothing of it is sealed. */
export interface WaitingCaller {
  readonly intakeId: string
  readonly callSid: string
  readonly reference: string
  readonly urgent: boolean
  /** Their place in the order. */
  readonly since: Date
  readonly language: Language
  readonly offer?: Offer
  /** Staff ids of those who were rung for this caller already and did not take it. */
  readonly rung: readonly string[]
  /** Everybody on duty was rung: the caller is about to be asked for a message. */
  readonly nobodyTookIt: boolean
}

/** Callers in the queue. Implemented by src/store/waitingCallers.ts; every write is conditional and majority. */
export interface WaitingCallers {
  /** Urgent ones first, then by their place. */
  list(limit: number): Promise<readonly WaitingCaller[]>
  /** The caller is offered to somebody; false when they no longer wait or are offered already. Adds to `rung`. */
  offer(intakeId: string, offer: Offer): Promise<boolean>
  /** That offer came to nothing: the caller waits again, and the next is rung at once. False when it was not the caller's offer. */
  withdrawOffer(intakeId: string, legId: string, at: Date): Promise<boolean>
  /** Everybody on duty was rung in vain. */
  nobodyTookIt(intakeId: string, at: Date): Promise<void>
}

/** A caller who asked to be rung back, as the worker's leg needs it: unsealed at the last moment. */
export interface CallbackToMake {
  readonly intakeId: string
  readonly reference: string
  readonly language: Language
  readonly callback: Callback
}
