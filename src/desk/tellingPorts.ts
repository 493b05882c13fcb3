import type { ToldOnce } from '../domain/escalation'
import type { Intake } from '../domain/intake'
import type { ListPlace } from './listPlace'

/** An enquiry with the latest who were told of it. */
export type ToldOf = Pick<Intake, 'id' | 'tellings' | 'callbackTellings' | 'secondProfessionals'>

export interface TellingPage {
  /** Of the enquiry. */
  readonly reference: string
  /** How often anybody was told. */
  readonly count: number
  /** The oldest first. */
  readonly tellings: readonly ToldOnce[]
  /** After which the next page begins; absent on the last one. */
  readonly next?: ListPlace
}

/** Everybody who was told of an enquiry or woken for it, for as long as it is kept. Implemented by src/store/deskTellings.ts. */
export interface DeskTellings {
  /** How often anybody was, by an enquiry as it was just read. */
  count(intake: ToldOf): Promise<number>
  /** Undefined where there is no such enquiry. */
  page(query: { readonly intakeId: string; readonly size: number; readonly after?: ListPlace }): Promise<TellingPage | undefined>
}
