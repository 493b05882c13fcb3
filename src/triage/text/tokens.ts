import { withoutAccents } from './withoutAccents'

/** One word of a text. `start` and `end` count UTF-16 units in the whole text it stands in. */
export interface Token {
  /** Lower case, without apostrophes, so that "he's" and "hes" are the same word, and without accents. */
  readonly word: string
  /** The value of a numeral or a spoken number up to twenty-nine. */
  readonly number?: number
  readonly start: number
  readonly end: number
}

/** A stretch of a text: from `start` up to, not including, `end`. */
export interface Range {
  readonly start: number
  readonly end: number
}

const NUMBER_WORDS = [
  'zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen',
  'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty',
]
const numberOfWord = new Map(NUMBER_WORDS.map((word, value) => [word, value]))

// A numeral is a word of its own, so "16yo" reads as "16 yo". Each branch is unambiguous: no backtracking.
const WORD = /\d+|\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)*/gu

const APOSTROPHES = /['’]/g

const isNumeral = (word: string): boolean => word.charCodeAt(0) <= 0x39
const numberIn = (word: string): number | undefined => {
  if (isNumeral(word)) return word.length <= 4 ? Number(word) : undefined
  return numberOfWord.get(word)
}

/** The words of a stretch of text, with where they stand. */
export function tokensIn(text: string, range: Range): Token[] {
  const tokens: Token[] = []
  const stretch = text.slice(range.start, range.end)
  const hasApostrophes = stretch.includes("'") || stretch.includes('’')
  for (const match of stretch.matchAll(WORD)) {
    const [found] = match
    const small = found.toLowerCase()
    const word = withoutAccents(hasApostrophes ? small.replaceAll(APOSTROPHES, '') : small)
    const number = numberIn(word)
    const start = range.start + match.index
    const end = start + found.length
    // Written out each, not spread: whatever reads a token reads it many times, and objects that are built alike are read faster.
    tokens.push(number === undefined ? { word, start, end } : { word, start, end, number })
  }
  return tokens
}
