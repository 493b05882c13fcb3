import { KnownWordsBuilder, NO_NUMBER } from './knownWords'
import { saidNumber } from './setApart'
import { spelt } from './spelling'
import { WordReader } from './wordReader'
import { Words } from './wordRows'

/** One word of a text. `start` and `end` count UTF-16 units in the whole text it stands in. */
export interface Token {
  /** Lower case, without apostrophes, so that "he's" and "hes" are the same word, and without accents. */
  readonly word: string
  /** The value of a numeral or a spoken number up to twenty. */
  readonly number?: number
  readonly start: number
  readonly end: number
}

/** A stretch of a text: from `start` up to, not including, `end`. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** Words as they stand in the text from which they were read: those from `first` up to, not including, `end`. */
export function tokensOf({ starts, ends, numbers }: Words, text: string, first: number, end: number): Token[] {
  const tokens: Token[] = []
  for (let at = first; at < end; at += 1) {
    const start = starts[at] ?? 0
    const to = ends[at] ?? 0
    const number = numbers[at] ?? NO_NUMBER
    const word = spelt(text.slice(start, to))
    tokens.push(number === NO_NUMBER ? { word, start, end: to } : { word, start, end: to, number: saidNumber(number) })
  }
  return tokens
}

const withoutLexicon = new WordReader(new KnownWordsBuilder().finish())

/** The words of a stretch of text, whatever the lexicon knows. */
export function tokensIn(text: string, range: Range): Token[] {
  const words = new Words()
  withoutLexicon.read(words, text, range)
  return tokensOf(words, text, 0, words.count)
}
