import type { Availability, LineState } from '../domain/availability'
import type { Role } from '../domain/roles'
import type { Actor } from '../domain/staff'
import type { Adviser, Language } from '../domain/telephony'

/** A caller who holds the line. Nothing of it was sealed. */
export interface WaitingCaller {
  readonly intakeId: string
  readonly reference: string
  /** When they first asked for a person. */
  readonly since: Date
  readonly urgent: boolean
  readonly language: Language
  /** From 1; urgent callers stand before the others. */
  readonly place: number
  /** Whose telephone rings for them. */
  readonly offeredTo?: Adviser
  /** Everybody on duty was rung in vain: the caller is about to be asked for a message. */
  readonly nobodyTookIt: boolean
}

/** A member of staff who takes calls or may be woken. */
export interface StaffOnTelephone extends Adviser {
  readonly role: Role
  readonly availability: Availability
  readonly line: LineState
  /** Is rung for callers at the moment. */
  readonly onDuty: boolean
  /** Is woken first for what cannot wait, at night too. */
  readonly onCall: boolean
  /** Asked to be rung for the next caller. */
  readonly answersNext: boolean
}

export interface TelephoneBoard {
  /** The most pressing first. */
  readonly waiting: readonly WaitingCaller[]
  /** By name. */
  readonly staff: readonly StaffOnTelephone[]
  readonly nobodyOnDuty: boolean
}

export interface AvailabilityWish {
  readonly staffId: string
  readonly availability: Availability
  /** @defaultValue unchanged */
  readonly onCall?: boolean
}

export type CallbackAsked =
  /** The worker's telephone rings in a moment. */
  | { readonly kind: 'asked' }
  /** Somebody is being rung for it already, perhaps the same person. */
  | { readonly kind: 'already_wanted'; readonly by: Adviser }
  /** The caller did not say that ringing the number is safe: to be confirmed. */
  | { readonly kind: 'not_safe' }
  | { readonly kind: 'no_number' }
  | { readonly kind: 'no_telephone_of_yours' }
  | { readonly kind: 'unknown_enquiry' }

/** The telephone as the desk sees and asks it. It writes down what is wanted; the workers ring. Who may do what is the desk's to decide. */
export interface Telephone {
  board(): Promise<TelephoneBoard>
  /** `unknown` when there is no such active member of staff. */
  setAvailability(wish: AvailabilityWish): Promise<'set' | 'unknown'>
  /** Has somebody rung for the next caller before anybody else. */
  answerNext(staffId: string): Promise<'asked' | 'not_on_duty' | 'no_telephone'>
  /** Rings the worker first and then, on their key, the caller. */
  askForCallback(wish: { readonly intakeId: string; readonly by: Actor; readonly unsafeConfirmed: boolean }): Promise<CallbackAsked>
  /** The note is written: the line is free again before its time. */
  finishWrapUp(staffId: string): Promise<void>
}
