import type { Row } from './phraseEnd'
import type { Posting } from './phraseIndex'

/** Where a phrase stands in a run. */
export interface Place {
  readonly posting: Posting
  readonly first: number
  readonly last: number
}

const filedAt = ({ posting: { slots }, first }: Place, { entries }: Row): number =>
  entries[first]?.begins.get(slots[0]?.number ?? 0)?.filed ?? Infinity

/** By key, and in the order of the text; of phrases that begin together, those filed under the whole word first. */
export function inOrder(places: Place[], row: Row): readonly Place[] {
  if (places.length < 2) return places
  return places.sort((one, other) =>
    one.posting.keyNumber - other.posting.keyNumber || one.first - other.first
    || filedAt(one, row) - filedAt(other, row) || one.posting.number - other.posting.number)
}
