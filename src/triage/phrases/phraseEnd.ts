import type { Token } from '../text/tokens'
import type { Choice, Term } from './choice'
import { isOfKind } from './phraseIndex'
import type { IndexedSlot, WordEntry } from './phraseIndex'

/** A row of words, each with what the lexicon knows of it, in a message of this year. */
export interface Row {
  readonly tokens: readonly Token[]
  readonly entries: readonly WordEntry[]
  readonly year: number
}

const isTerm = (term: Term, token: Token | undefined, year: number): boolean => {
  if (!token) return false
  switch (term.kind) {
    case 'word': return token.word === term.word
    case 'stem': return token.word.startsWith(term.stem)
    case 'number': return token.number !== undefined && isOfKind(term.name, token.number, year)
    default: return term satisfies never
  }
}

const isOption = (terms: readonly Term[], { tokens, year }: Row, at: number): boolean =>
  terms.every((term, step) => isTerm(term, tokens[at + step], year))

/**
 * The place after the last word of a phrase that begins at `at`, or -1; `next` is the slot to go on from. The gaps of a
 * phrase are few and narrow, so the search is bounded.
 */
export function phraseEnd(slots: readonly IndexedSlot[], next: number, row: Row, at: number): number {
  const slot = slots[next]
  if (!slot) return at
  const { choice, gap, number } = slot
  for (let here = at; here <= at + gap; here += 1) {
    const entry = row.entries[here]
    if (!entry) break
    if (!entry.begins.has(number)) continue
    const end = endThrough(choice, slots, next, row, here)
    if (end >= 0) return end
  }
  return slot.optional ? phraseEnd(slots, next + 1, row, at) : -1
}

/** The end by way of any option that stands at `here`: single words first. */
function endThrough(choice: Choice, slots: readonly IndexedSlot[], next: number, row: Row, here: number): number {
  const word = row.tokens[here]?.word ?? ''
  if (choice.words.has(word)) {
    const end = phraseEnd(slots, next + 1, row, here + 1)
    if (end >= 0) return end
  }
  for (const options of [choice.runs.get(word), choice.others]) {
    for (const terms of options ?? []) {
      if (!isOption(terms, row, here)) continue
      const end = phraseEnd(slots, next + 1, row, here + terms.length)
      if (end >= 0) return end
    }
  }
  return -1
}
