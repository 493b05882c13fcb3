import type { Hit } from './hits'
import type { Row } from './phraseEnd'

const filedAt = ({ phrase: { slots }, first }: Hit, { entries }: Row): number =>
  entries[first]?.begins.get(slots[0]?.choice ?? 0)?.filed ?? Infinity

/** Of phrases that begin together, those filed under the whole word come first. */
function isBefore(one: Hit, other: Hit, row: Row): boolean {
  if (one.first !== other.first) return one.first < other.first
  const by = filedAt(one, row) - filedAt(other, row)
  return by === 0 ? one.phrase.number < other.phrase.number : by < 0
}

/** Puts hits in the order of the text. They nearly are, so each is moved past the few before it that belong behind it. */
export function putInOrder(hits: Hit[], row: Row): void {
  for (let next = 1; next < hits.length; next += 1) {
    const hit = hits[next]
    if (!hit) continue
    let to = next
    for (let before = hits[to - 1]; before && isBefore(hit, before, row); before = hits[to - 1]) {
      hits[to] = before
      to -= 1
    }
    hits[to] = hit
  }
}
