import type { KnownWords } from '../text/knownWords'
import { NO_NAME, NO_NUMBER } from '../text/knownWords'
import type { Words } from '../text/wordRows'
import { isOfKind, NUMBER_KINDS, type NumberKind } from './numberKinds'

/** A term as the index writes it: the name of a word or of a beginning, or a kind of number as a number below 0. */
export const termOfKind = (kind: NumberKind): number => -1 - NUMBER_KINDS.indexOf(kind)
const kindOf = (term: number): NumberKind | undefined => NUMBER_KINDS[-1 - term]

/** Whether the word that stands `at` is one that the term means, in a message of this year. */
export function isTerm(term: number, words: Words, at: number, known: KnownWords, year: number): boolean {
  if (term > NO_NAME) return hasName(known, words.names[at] ?? NO_NAME, term)
  const kind = kindOf(term)
  const number = words.numbers[at] ?? NO_NUMBER
  return kind !== undefined && number !== NO_NUMBER && isOfKind(kind, number, year)
}

/** Whether a name is this one, or one of its beginnings is. */
function hasName({ shorter }: KnownWords, name: number, wanted: number): boolean {
  let at = name
  while (at !== wanted && at !== NO_NAME) at = shorter[at] ?? NO_NAME
  return at === wanted
}
