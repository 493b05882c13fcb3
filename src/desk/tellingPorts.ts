import type { ToldOnce } from '../domain/escalation'

/** A telling in the order of all. */
export interface TellingPlace {
  readonly at: Date
  readonly id: string
}

export interface TellingPage {
  /** The oldest first. */
  readonly tellings: readonly ToldOnce[]
  /** After which the next page begins; absent on the last one. */
  readonly next?: TellingPlace
}

/** Everybody who was told of an enquiry or woken for it, for as long as it is kept. Implemented by src/store/deskTellings.ts. */
export interface DeskTellings {
  /** How often anybody was. */
  count(intakeId: string): Promise<number>
  page(query: { readonly intakeId: string; readonly size: number; readonly after?: TellingPlace }): Promise<TellingPage>
}
