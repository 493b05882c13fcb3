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

/** Of phrases that begin together, those filed under the whole word come first. */
function isBefore(one: Place, other: Place, row: Row): boolean {
  if (one.first !== other.first) return one.first < other.first
  const by = filedAt(one, row) - filedAt(other, row)
  return by === 0 ? one.posting.number < other.posting.number : by < 0
}

/** Puts places in the order of the text. They nearly are, so each is moved past the few before it that belong behind it. */
export function putInOrder(places: Place[], row: Row): void {
  for (let next = 1; next < places.length; next += 1) {
    const place = places[next]
    if (!place) continue
    let to = next
    for (let before = places[to - 1]; before && isBefore(place, before, row); before = places[to - 1]) {
      places[to] = before
      to -= 1
    }
    places[to] = place
  }
}
