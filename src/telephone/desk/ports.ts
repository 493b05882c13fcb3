import type { Clock } from '../../domain/clock'
import type { Availability, LineState } from '../../domain/availability'
import type { Role } from '../../domain/roles'
import type { AvailabilityWish, CallbackAsked, CallbackWish, TelephoneBoard } from '../../domain/telephoneBoard'
import type { Adviser } from '../../domain/telephony'
import type { WaitingCallers } from '../legs/ports'

/**
 * What the desk sees of the telephone and does with it; compose passes it in. Nothing here speaks to the network: it
 * writes what is wanted, and the workers ring. Who may do what is the desk's to decide.
 */
export interface TelephoneDesk {
  board(): Promise<TelephoneBoard>
  /** `unknown` when there is no such active member of staff. */
  setAvailability(wish: AvailabilityWish): Promise<'set' | 'unknown'>
  /**
   * Has somebody rung for the next caller before anybody else, though they were writing a note; lasts until they are
   * rung. `not_on_duty`: they are away, not on the rota, or the service is closed.
   */
  answerNext(staffId: string): Promise<'asked' | 'not_on_duty' | 'no_telephone'>
  askForCallback(wish: CallbackWish): Promise<CallbackAsked>
  /** The note is written: the line is free again before its time. */
  finishWrapUp(staffId: string): Promise<void>
}

/** A member of staff as stored, for the board. */
export interface StaffRecord extends Adviser {
  readonly role: Role
  readonly availability: Availability
  readonly line: LineState
  /** On the rota or available, not away, with a telephone. */
  readonly onRota: boolean
  readonly onCall: boolean
  readonly answersNext: boolean
}

/** What members of staff say about being rung. Implemented by src/store/staffAvailability.ts. */
export interface StaffAvailability {
  /** Everybody active who takes calls, manages those who do, or said that they are available; by name. */
  list(at: Date): Promise<readonly StaffRecord[]>
  find(staffId: string, at: Date): Promise<StaffRecord | undefined>
  /** False when there is no such active member of staff. */
  setAvailability(wish: AvailabilityWish): Promise<boolean>
  /** Is rung first from now on; a note that is still being written no longer keeps the line. */
  answerNext(staffId: string, at: Date): Promise<void>
  /** False when no note was being written. */
  finishWrapUp(staffId: string, at: Date): Promise<boolean>
}

/** What the desk writes about call-backs. Implemented by src/store/callbacks.ts. */
export interface CallbackWishes {
  /** How the caller's number stands, in the clear; undefined for an enquiry that is no call. */
  standing(intakeId: string): Promise<{ readonly hasNumber: boolean; readonly safe: boolean; readonly wantedBy?: Adviser } | undefined>
  /** The worker is rung in a moment. False when somebody else wants it, or left no number meanwhile. */
  want(wish: CallbackWish, at: Date): Promise<boolean>
}

/** What stands behind the desk's view of the telephone. */
export interface TelephoneDeskDeps {
  readonly staff: StaffAvailability
  readonly waiting: WaitingCallers
  readonly callbacks: CallbackWishes
  readonly isOpen: (at: Date) => boolean
  readonly now: Clock
}
