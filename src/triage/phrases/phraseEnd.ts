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
  const { gap, number } = slot
  for (let here = at; here <= at + gap; here += 1) {
    const entry = row.entries[here]
    if (!entry) break
    const rests = entry.begins.get(number)
    if (!rests) continue
    for (const rest of rests) {
      if (rest.length > 0 && !standsAt(rest, row, here + 1)) continue
      const end = phraseEnd(slots, next + 1, row, here + 1 + rest.length)
      if (end >= 0) return end
    }
  }
  return slot.optional ? phraseEnd(slots, next + 1, row, at) : -1
}

const standsAt = (terms: readonly Term[], { tokens, year }: Row, at: number): boolean =>
  terms.every((term, step) => {
    const token = tokens[at + step]
    return token !== undefined && isTerm(term, token, year)
  })
