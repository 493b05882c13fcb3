import type { Channel } from '../domain/intake'
import type { RoutedCategory } from '../domain/routing'
import type { ListPlace } from './listPlace'

/** A line of the list of ended enquiries. Nothing in it was sealed. */
export interface EndedEntry {
  readonly id: string
  readonly reference: string
  readonly channel: Channel
  readonly receivedAt: Date
  readonly endedAt: Date
  readonly endedByName: string
  readonly outcome: string
  /** Of casework: the outcome as it was called then. */
  readonly outcomeName?: string
  /** The list that it was on; absent for casework. */
  readonly category?: RoutedCategory
  readonly demonstration: boolean
}

/** Implemented by src/store/endedIntakes.ts. */
export interface EndedIntakes {
  /** The latest ended first, without those that this person is barred from. `next`: where the page after it begins; absent on the last. */
  page(query: { readonly staffId: string; readonly size: number; readonly after?: ListPlace }): Promise<{
    readonly entries: readonly EndedEntry[]; readonly next?: ListPlace
  }>
}
