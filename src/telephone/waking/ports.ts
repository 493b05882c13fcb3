import type { Adviser } from '../../domain/telephony'

/** Something that somebody must be woken for. Nothing of it is sealed. */
export interface Alarm {
  readonly reference: string
  readonly about: 'call' | 'message'
  /**
   * Whether it still has to be heard by somebody: a message until it was listened to; an urgent call until somebody took
   * the enquiry on or, as a note says where they rang back, spoke with the caller.
   */
  readonly needed: boolean
  readonly acceptedBy?: Adviser & { readonly at: Date }
  /** Staff ids in the order in which they were woken; somebody may stand there several times. */
  readonly woken: readonly string[]
}

/** Somebody who can be woken. */
export interface Wakeable extends Adviser {
  readonly phone: string
  /** Who comes first: 0 on call, 1 who takes calls, 2 managers, 3 who said that they are away. */
  readonly rank: 0 | 1 | 2 | 3
  /** When they were last woken, for whatever it was. */
  readonly wokenAt?: Date
}

/** Alarms, implemented by src/store/alarms.ts. */
export interface Alarms {
  find(intakeId: string): Promise<Alarm | undefined>
  /** Everybody active with a telephone who takes calls, or manages those who do; at any hour. */
  wakeable(at: Date): Promise<readonly Wakeable[]>
  /** Written before they are rung. */
  woke(intakeId: string, staffId: string, at: Date): Promise<void>
  /** The first to accept stands; noted in the enquiry's history, and nobody else is woken. */
  accept(intakeId: string, by: Adviser & { readonly at: Date }): Promise<void>
  /** A card, once, that nobody could be woken for it. */
  nobodyToWake(intakeId: string, at: Date): Promise<void>
}
