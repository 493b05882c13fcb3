import { isAscii, isDigit, isLetter } from './asciiKinds'
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
const SHORTEST_NUMBER_WORD = 3
const LONGEST_NUMBER_WORD = 9
const numberOfWord = new Map(NUMBER_WORDS.map((word, value) => [word, value]))

// A numeral is a word of its own, so "16yo" reads as "16 yo". Each branch is unambiguous: no backtracking.
const WORD = /\d+|\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)*/gu

const APOSTROPHE = 0x27
const APOSTROPHES = /['’]/g

/** The words of a stretch of text, with where they stand: those of ASCII letters by a scan, all others by WORD. */
export function tokensIn(text: string, { start, end }: Range): Token[] {
  const tokens: Token[] = []
  let at = start
  while (at < end) {
    const unit = text.charCodeAt(at)
    if (isDigit(unit)) at = addNumeral(tokens, text, at, end)
    else if (isLetter(unit)) at = addWord(tokens, text, at, end)
    else if (isAscii(unit)) at += 1
    else at = addByPattern(tokens, text, at, end)
  }
  return tokens
}

function addNumeral(tokens: Token[], text: string, start: number, limit: number): number {
  let end = start + 1
  while (end < limit && isDigit(text.charCodeAt(end))) end += 1
  tokens.push(numeral(text.slice(start, end), start, end))
  return end
}

/** Small letters have this bit; numerals and the apostrophe too. */
const SMALL = 0x20

/** Adds the word that begins here and answers its end. */
function addWord(tokens: Token[], text: string, start: number, limit: number): number {
  let firstPart = start
  let common = SMALL
  for (; firstPart < limit; firstPart += 1) {
    const unit = text.charCodeAt(firstPart)
    if (!isLetterOrDigit(unit)) break
    common &= unit
  }
  const end = endThroughApostrophes(text, firstPart, limit)
  if (end < limit && touchesOthers(text, end, limit)) return addByPattern(tokens, text, start, limit)
  const written = text.slice(start, end)
  // Most are small already, and to make each small is slow.
  if (end === firstPart) tokens.push(spelt(common === SMALL ? written : written.toLowerCase(), start, end))
  else tokens.push(spelt(written.toLowerCase().replaceAll(APOSTROPHES, ''), start, end))
  return end
}

const isLetterOrDigit = (unit: number): boolean => isLetter(unit) || isDigit(unit)

function endThroughApostrophes(text: string, from: number, limit: number): number {
  let end = from
  while (end < limit && text.charCodeAt(end) === APOSTROPHE) {
    let next = end + 1
    while (next < limit && isLetter(text.charCodeAt(next))) next += 1
    if (next === end + 1) break
    end = next
  }
  return end
}

/** What is not ASCII stands after a word, or after an apostrophe behind it: it may be a part of it. */
function touchesOthers(text: string, end: number, limit: number): boolean {
  const unit = text.charCodeAt(end)
  return !isAscii(unit) || (unit === APOSTROPHE && end + 1 < limit && !isAscii(text.charCodeAt(end + 1)))
}

/** Adds the next word at or after this place, whatever letters it has, and answers where it ends. */
function addByPattern(tokens: Token[], text: string, from: number, limit: number): number {
  WORD.lastIndex = 0
  const match = WORD.exec(text.slice(from, limit))
  if (!match) return limit
  const [found] = match
  const start = from + match.index
  const end = start + found.length
  const word = withoutAccents(found.toLowerCase().replaceAll(APOSTROPHES, ''))
  tokens.push(isDigit(word.charCodeAt(0)) ? numeral(word, start, end) : spelt(word, start, end))
  return end
}

// Written out each, not spread: whatever reads a token reads it many times, and objects that are built alike are read faster.
const numeral = (word: string, start: number, end: number): Token =>
  (word.length <= 4 ? { word, start, end, number: Number(word) } : { word, start, end })

function spelt(word: string, start: number, end: number): Token {
  const mayBe = word.length >= SHORTEST_NUMBER_WORD && word.length <= LONGEST_NUMBER_WORD
  const number = mayBe ? numberOfWord.get(word) : undefined
  return number === undefined ? { word, start, end } : { word, start, end, number }
}
