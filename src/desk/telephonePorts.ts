import type { AvailabilityWish, CallbackAsked, CallbackWish, TelephoneBoard } from '../domain/telephoneBoard'

/** The telephone as the desk sees and asks it. It writes down what is wanted; the workers ring. Who may do what is the desk's to decide. */
export interface Telephone {
  board(): Promise<TelephoneBoard>
  /** `unknown` when there is no such active member of staff. */
  setAvailability(wish: AvailabilityWish): Promise<'set' | 'unknown'>
  /** Has somebody rung for the next caller before anybody else. */
  answerNext(staffId: string): Promise<'asked' | 'not_on_duty' | 'no_telephone'>
  /** Rings the worker first and then, on their key, the caller. */
  askForCallback(wish: CallbackWish): Promise<CallbackAsked>
  /** The note is written: the line is free again before its time. */
  finishWrapUp(staffId: string): Promise<void>
}
