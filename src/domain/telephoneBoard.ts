import type { Availability, LineState } from './availability'
import type { Role } from './roles'
import type { Actor } from './staff'
import type { Adviser, Language } from './telephony'

/** A caller who holds the line, as the desk shows them. Nothing of it was sealed. */
export interface WaitingOnBoard {
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

/** A member of staff as the telephone sees them. */
export interface StaffOnBoard extends Adviser {
  readonly role: Role
  readonly availability: Availability
  readonly line: LineState
  /** On the rota or available, not away, with a telephone, and the service is open: is rung for callers. */
  readonly onDuty: boolean
  /** Is woken first for what cannot wait, at night too. */
  readonly onCall: boolean
  /** Asked to be rung for the next caller. */
  readonly answersNext: boolean
}

export interface TelephoneBoard {
  /** The most pressing first; where very many wait, not all of them. */
  readonly waiting: readonly WaitingOnBoard[]
  readonly waitingInAll: number
  /** Everybody active who takes calls or may be woken, by name. */
  readonly staff: readonly StaffOnBoard[]
  readonly nobodyOnDuty: boolean
}

export interface AvailabilityWish {
  readonly staffId: string
  readonly availability: Availability
  /** @defaultValue unchanged */
  readonly onCall?: boolean
}

export interface CallbackWish {
  readonly intakeId: string
  /** Who is rung first, and then speaks with the caller. */
  readonly by: Actor
  /** The worker was told that ringing the number may not be safe, and said to ring it all the same. */
  readonly unsafeConfirmed: boolean
}

export type CallbackAsked =
  /** The worker's telephone rings in a moment. */
  | { readonly kind: 'asked' }
  /** Somebody is being rung for it already, perhaps the same person. */
  | { readonly kind: 'already_wanted'; readonly by: Adviser }
  /** The caller did not say that ringing the number is safe: to be confirmed. */
  | { readonly kind: 'not_safe' }
  /** The caller left no number that can be rung. */
  | { readonly kind: 'no_number' }
  | { readonly kind: 'no_telephone_of_yours' }
  | { readonly kind: 'unknown_enquiry' }
