import type { Leg, LegPurpose } from '../../domain/leg'
import type { Actor } from '../../domain/staff'
import type { Adviser, Language, Offer } from '../../domain/telephony'
import type { LegAnswer } from './legFlow'

/** A member of staff who can be rung. */
export interface RingableStaff extends Adviser {
  /** E.164. */
  readonly phone: string
  /** Nobody rings or speaks on their line, and they are not writing a note. */
  readonly free: boolean
}

/** Whose line is wanted, for which leg, and for how long it is theirs unless extended or released. */
export interface LineWanted {
  readonly legId: string
  readonly at: Date
  readonly leaseMs: number
}

export interface LineEnd {
  /** Absent when nobody was rung: who was idle longest is so still. */
  readonly idleSince?: Date
  /** Not to be rung before then, or before they finish their note; absent when they are free at once. */
  readonly wrapUpUntil?: Date
}

/**
 * The staff as the telephone sees them. A line is held by one leg at a time: the one conditional write that takes it
 * decides. A line whose lease has passed is not free: what became of its leg is found out first. Implemented by
 * src/store/staffLines.ts.
 */
export interface StaffLines {
  /** Everybody on the rota or available, with a telephone, and not away: busy ones too. Nobody outside the service hours. */
  onDuty(at: Date): Promise<readonly RingableStaff[]>
  /** Takes the free line of one of those: who asked for the next caller first, then who has been idle longest. */
  takeNextFree(wanted: LineWanted & { readonly among: readonly RingableStaff[] }): Promise<RingableStaff | undefined>
  /** Takes the line of this very person, available or not; undefined while another leg has it or they have no telephone. */
  take(staffId: string, wanted: LineWanted): Promise<RingableStaff | undefined>
  /** E.164; undefined for who has no telephone, or is not there any more. */
  phoneOf(staffId: string): Promise<string | undefined>
  /** Keeps the line for longer. False when this leg does not hold it any more. */
  extend(staffId: string, legId: string, until: Date, use: 'ringing' | 'talking'): Promise<boolean>
  /**
   * They were rung for a caller by a leg that was begun then: whoever had asked for the next caller before has had them.
   * Until then they keep their place, whatever the leg came to.
   */
  rang(staffId: string, begunAt: Date): Promise<void>
  /** Lets the line go. False, with no effect, when the leg does not hold it. */
  release(staffId: string, legId: string, end: LineEnd): Promise<boolean>
  /** Lines whose lease has passed. */
  overdue(at: Date): Promise<readonly { readonly staffId: string; readonly legId: string }[]>
}

/** A webhook of a leg that has taken effect, with its answer: a repeat hears the same. */
export interface LegEventEntry {
  readonly key: string
  readonly at: Date
  readonly answer: LegAnswer
}

export interface StoredLeg {
  readonly leg: Leg
  /** Raised by every event. */
  readonly version: number
  readonly events: readonly LegEventEntry[]
}

export interface LegChange {
  readonly event: LegEventEntry
  readonly after: Leg
  /** When the network is asked what became of it, unless something is heard before; absent once it is over. */
  readonly lookAt?: Date
}

/** Legs, one document each, majority writes. Implemented by src/store/legLedger.ts. */
export interface LegLedger {
  /** Written before the network is asked: what was begun must be known after a crash. */
  create(leg: Leg, lookAt: Date): Promise<void>
  find(legId: string): Promise<StoredLeg | undefined>
  /** False, with nothing written, when the leg moved on since `version` or has the event already. */
  applyEvent(legId: string, version: number, change: LegChange): Promise<boolean>
  /** Legs of which nothing was heard for too long, the longest first. */
  overdue(at: Date, limit: number): Promise<readonly Leg[]>
  /** It goes on: to be asked after again then. */
  lookAgain(legId: string, lookAt: Date): Promise<void>
  /** Which of these calls of the network's are legs already. */
  known(callSids: readonly string[]): Promise<ReadonlySet<string>>
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

/**
 * Whether the worker of an offer that came to nothing may be rung for that caller again, because it was for no reason of
 * theirs. `upTo`: unless this caller was given up so often already, so that what never comes right comes to an end.
 */
export type RingAgain = 'never' | 'always' | { readonly upTo: number }

/** Callers in the queue. Implemented by src/store/waitingCallers.ts; every write is conditional and majority. */
export interface WaitingCallers {
  /** Urgent ones first, then by their place. */
  list(limit: number): Promise<readonly WaitingCaller[]>
  count(): Promise<number>
  find(intakeId: string): Promise<WaitingCaller | undefined>
  firstOf(queue: 'urgent' | 'ordinary'): Promise<WaitingCaller | undefined>
  /** The call, not over yet, that was put through to that leg, as its own record tells. `since`: when the leg was begun. */
  talkingOn(legId: string, since: Date): Promise<string | undefined>
  /** The caller is offered to somebody; false when they no longer wait or are offered already. Adds to `rung`. */
  offer(intakeId: string, offer: Offer): Promise<boolean>
  /**
   * That offer came to nothing: the caller waits again, and the next is rung at `ringAt`. False when it was not the
   * caller's offer.
   */
  withdrawOffer(intakeId: string, legId: string, end: { readonly ringAt: Date; readonly ringAgain: RingAgain }): Promise<boolean>
  /** Everybody on duty was rung in vain. */
  nobodyTookIt(intakeId: string, at: Date): Promise<void>
  /** Somebody came free: the first caller who is not offered to anybody is looked after now. */
  ringForNext(at: Date): Promise<void>
}

/** A caller who asked to be rung back, and who on the desk wants to ring them now. */
export interface CallbackWanted {
  readonly intakeId: string
  readonly reference: string
  readonly language: Language
  readonly mayNameUs: boolean
  readonly by: Actor
  readonly since: Date
  /** The leg that was begun for it. */
  readonly legId?: string
}

export interface CallbackAttempt {
  readonly legId: string
  readonly adviser: Adviser
  readonly at: Date
  /** By whomever; whether they spoke, the worker's note says. */
  readonly answered: boolean
  /** When that note is due. */
  readonly noteDueAt: Date
}

/** Call-backs, implemented by src/store/callbacks.ts. The number is unsealed at the last moment and never kept anywhere else. */
export interface Callbacks {
  wanted(intakeId: string): Promise<CallbackWanted | undefined>
  /** The wish is this leg's from now on; false when it is another's, or gone. */
  begin(intakeId: string, staffId: string, legId: string): Promise<boolean>
  /** The worker's line did not come free in good time: the wish is over. */
  giveUp(intakeId: string, staffId: string): Promise<void>
  /** E.164; undefined when the wish is not this leg's, or the number may not be rung. */
  numberFor(intakeId: string, legId: string): Promise<string | undefined>
  /** The caller was rung: noted once, with a card for the note when somebody answered. Ends the wish. */
  attempted(intakeId: string, attempt: CallbackAttempt): Promise<void>
  /** The worker was not reached, or did not press 1: the wish is over, and nobody rang the caller. */
  forget(intakeId: string, legId: string): Promise<void>
}
