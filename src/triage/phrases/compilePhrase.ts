import { withoutAccents } from '../text/withoutAccents'
import { type Choice, choiceWritten, vocabularyOf, type WordLists } from './choice'

/** A place in a phrase. */
export interface Slot {
  readonly choice: Choice
  readonly optional: boolean
  /** How many other words may stand before it. */
  readonly gap: number
}

export interface Phrase {
  readonly source: string
  /** It contains a denial itself ("not allowed out"), so a denial inside what it matched does not take it back. */
  readonly denies: boolean
  readonly slots: readonly Slot[]
}

const GAPS: ReadonlyMap<string, number> = new Map([['..', 3], ['...', 7]])
const MOST_GAPS = 3

/**
 * Turns a phrase as a rules author writes it into what is matched. The little language is told in
 * config/triage/README.md. Throws an Error that says what is wrong, in words for the author.
 */
export function compilePhrase(source: string, lists: WordLists): Phrase {
  const vocabulary = vocabularyOf(lists)
  const slots: Slot[] = []
  let gap = 0
  for (const piece of withoutAccents(source).split(' ')) {
    const width = GAPS.get(piece)
    if (width !== undefined) {
      gap = width
      continue
    }
    const optional = piece.endsWith('?')
    slots.push({ choice: choiceWritten(optional ? piece.slice(0, -1) : piece, vocabulary), optional, gap })
    gap = 0
  }
  if (!slots[0] || slots[0].optional || slots[0].gap > 0) throw new Error('a phrase begins with a word that must be there')
  if (gap > 0) throw new Error('a phrase cannot end in a gap')
  if (slots.filter((slot) => slot.gap > 0).length > MOST_GAPS) throw new Error(`a phrase has ${MOST_GAPS} gaps at most`)
  return { source, slots, denies: slots.some(({ choice }) => choice.denies) }
}
