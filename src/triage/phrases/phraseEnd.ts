import type { Token } from '../text/tokens'
import type { Term } from './choice'
import { isTerm } from './lexicon'
import type { IndexedSlot, WordEntry } from './phraseIndex'

/** A row of words, each with what the lexicon knows of it, in a message of this year. */
export interface Row {
  readonly tokens: readonly Token[]
  readonly entries: readonly WordEntry[]
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
    const rests = row.entries[here]?.begins.get(slot.number)?.rests
    if (!rests) continue
    for (let option = 0; option < rests.length; option += 1) {
      const end = endAfter(rests[option], slots, next, row, here + 1)
      if (end >= 0) return end
    }
  }
  return slot.optional ? phraseEnd(slots, next + 1, row, at) : -1
}

/** The end by way of an option, of which this much must stand at `at` still. */
function endAfter(rest: readonly Term[] = [], slots: readonly IndexedSlot[], next: number, row: Row, at: number): number {
  for (let step = 0; step < rest.length; step += 1) {
    const [term, token] = [rest[step], row.tokens[at + step]]
    if (!term || !token || !isTerm(term, token, row.year)) return -1
  }
  return phraseEnd(slots, next + 1, row, at + rest.length)
}
