import type { TellingOutcome } from '../../domain/escalation'
import type { Role } from '../../domain/roles'
import type { Adviser } from '../../domain/telephony'

/** Something that somebody may have to be woken for, as it stands. Nothing of it is sealed. */
export interface Alarm {
  readonly reference: string
  /** The caller pressed the urgent key, or it is urgent by what was read or decided since. */
  readonly isUrgent: boolean
  /** Somebody took the enquiry on. */
  readonly isTakenOn: boolean
  /** An adviser speaks with the caller, or did, on the line or, as a note says, by ringing back. */
  readonly wasSpokenWith: boolean
  readonly hasMessage: boolean
  /** A message was left that nobody has listened to yet. */
  readonly isUnheard: boolean
  /** Whoever was woken for it, and accepted with their key; absent where it was raised, or given to another, since. */
  readonly acceptedBy?: Adviser & { readonly at: Date }
  /** How often each was rung or sent a text message for it, by staff id; who was not is not named. */
  readonly times: Readonly<Record<string, number>>
  /** Who was rung or sent a text message for it, the latest last; of a long night the latest alone. */
  readonly woken: readonly string[]
  /** Since when no telephone rang for it, though somebody was to be woken; absent while they ring. */
  readonly silentSince?: Date
}

/** What whoever is woken is told that it is about. */
export type AlarmAbout = 'call' | 'call_with_message' | 'message'

/** How somebody stands towards an enquiry while the service is open: whoever has it, others on duty, and who supervises it. */
export const PLACES = ['holder', 'second_worker', 'manager'] as const
export type Place = (typeof PLACES)[number]

/** Somebody who can be woken. */
export interface Wakeable extends Adviser {
  readonly phone: string
  readonly role: Role
  /** Absent while the service is closed, and for whoever is not at work. */
  readonly place?: Place
  readonly onCall: boolean
  /** Of those on call: who is woken first. @defaultValue 1 */
  readonly turn?: number
  /** What they said about being rung; absent while they said nothing. */
  readonly availability?: { readonly kind: 'available' | 'away'; readonly until?: Date }
  /** When they were last woken, for whatever it was. */
  readonly wokenAt?: Date
}

/** How a call to a member of staff came out that said that something is overdue. */
export interface OverdueCall {
  readonly legId: string
  readonly outcome: TellingOutcome
  readonly by: Adviser & { readonly at: Date }
}

/** Alarms, implemented by src/store/alarms.ts. */
export interface Alarms {
  find(intakeId: string, at: Date): Promise<Alarm | undefined>
  /** Everybody active with a telephone who takes calls, or manages those who do; in no order. Who is on leave then counts as away; who is barred from the enquiry is not among them. */
  wakeable(intakeId: string, at: Date, isOpen: boolean): Promise<readonly Wakeable[]>
  /** They were rung, or sent a text message. Of who was woken the latest stand in the enquiry; each call is a leg, and each text message is kept by itself. */
  woke(intakeId: string, staffId: string, at: Date): Promise<void>
  /** They are about to be sent a text message: kept before it goes, as one of which nothing is known. @returns its id */
  texting(intakeId: string, who: Adviser & { readonly at: Date }): Promise<string>
  /** How that came out. */
  texted(textId: string, outcome: 'sent' | 'refused'): Promise<void>
  /** Somebody else has accepted the enquiry, or it has ended: of an urgent call there is nothing left for this one to accept. */
  isSeenTo(intakeId: string, staffId: string): Promise<boolean>
  /**
   * The first to accept stands, and nobody else is woken. Of an urgent call they accept the enquiry, as on the desk; of a message they take on to listen to it, which
   * is noted in the enquiry's history. Nothing where they are barred from it by now, or their account was closed: others are woken.
   * Nothing either of an urgent call that is seen to meanwhile.
   * @param about what they were told that it is about
   */
  accept(intakeId: string, by: Adviser & { readonly at: Date }, about: AlarmAbout): Promise<void>
  /** The call about an enquiry that nobody had accepted is over; whoever pressed 1 accepts it, unless somebody has. */
  enquiryCallOver(intakeId: string, call: OverdueCall): Promise<void>
  /** The same about an overdue call-back; whoever pressed 1 has it from then on. */
  callbackCallOver(intakeId: string, call: OverdueCall): Promise<void>
  /** The same about an enquiry that no officer was on; an officer who pressed 1 is, unless another is. */
  secondCallOver(intakeId: string, call: OverdueCall): Promise<void>
  /** No telephone rang in this round. */
  rangNobody(intakeId: string, at: Date): Promise<void>
  /** One rings again: waking is left to the telephone. */
  rings(intakeId: string): Promise<void>
  /** A card, once, that nobody could be woken for it; until a telephone rings again, it goes up as if nobody were being woken. */
  nobodyToWake(intakeId: string, at: Date): Promise<void>
}
