import type { KnownWords } from '../text/knownWords'
import type { Words } from '../text/words'
import type { IndexedSlot } from './phraseIndex'
import { isTerm } from './terms'
import type { WordEntry } from './wordEntry'

/** The words of a message, each with what the lexicon knows of it, as far as the end of a run. */
export interface Row {
  readonly words: Words
  readonly entries: readonly WordEntry[]
  readonly known: KnownWords
  /** The year of the message. */
  readonly year: number
}

/**
 * The place after the last word of a phrase that begins at `at`, or -1; `next` is the slot to go on from. The gaps of a
 * phrase are few and narrow, so the search is bounded.
 */
export function phraseEnd(slots: readonly IndexedSlot[], next: number, row: Row, at: number): number {
  const slot = slots[next]
  if (!slot) return at
  const last = Math.min(at + slot.gap, row.entries.length - 1)
  for (let here = at; here <= last; here += 1) {
    const rests = row.entries[here]?.begins.get(slot.choice)?.rests
    if (!rests) continue
    for (let option = 0; option < rests.length; option += 1) {
      const end = endAfter(rests[option], slots, next, row, here + 1)
      if (end >= 0) return end
    }
  }
  return slot.optional ? phraseEnd(slots, next + 1, row, at) : -1
}

const NONE: Int32Array = new Int32Array(0)

/** The end by way of an option, of which this much must stand at `at` still. */
function endAfter(rest = NONE, slots: readonly IndexedSlot[], next: number, row: Row, at: number): number {
  const { length } = rest
  if (at + length > row.entries.length) return -1
  for (let step = 0; step < length; step += 1) {
    if (!isTerm(rest[step] ?? 0, row.words, at + step, row.known, row.year)) return -1
  }
  return phraseEnd(slots, next + 1, row, at + length)
}
