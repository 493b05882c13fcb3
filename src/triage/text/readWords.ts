import { isAscii, isDigit, isLetter } from './asciiKinds'
import { nameAt, nameOf, NO_NUMBER } from './knownWords'
import type { KnownWords } from './knownWords'
import { spelt } from './spelling'
import type { Range } from './tokens'
import type { Words } from './words'
import { NO_SYMBOL, NOWHERE, ROOT, symbolOf, SYMBOLS } from './wordTrie'

// A numeral is a word of its own, so "16yo" reads as "16 yo". Each branch is unambiguous: no backtracking.
const WORD = /\d+|\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)*/gu

const APOSTROPHE = 0x27
const ZERO = 0x30
/** Longer numerals are no age, year or time (digits). */
const LONGEST_NUMBER = 4

/** Adds the words of a stretch of text: those of ASCII letters by a scan that looks them up as it goes, all others by WORD. */
export function readWords(words: Words, known: KnownWords, text: string, { start, end }: Range): void {
  let at = start
  while (at < end) {
    const unit = text.charCodeAt(at)
    if (isLetter(unit)) at = addWord(words, known, text, at, end)
    else if (isDigit(unit)) at = addNumeral(words, known, text, at, end)
    else if (isAscii(unit)) at += 1
    else at = addByPattern(words, known, text, at, end)
  }
}

function addNumeral(words: Words, known: KnownWords, text: string, start: number, limit: number): number {
  const { next } = known.trie
  let [node, deepest, value] = [ROOT, ROOT, 0]
  let at = start
  for (; at < limit; at += 1) {
    const unit = text.charCodeAt(at)
    if (!isDigit(unit)) break
    node = next[node * SYMBOLS + (symbolOf[unit] ?? NO_SYMBOL)] ?? NOWHERE
    if (node !== NOWHERE) deepest = node
    value = value * 10 + unit - ZERO
  }
  words.add(start, at, nameAt(known, node, deepest), at - start <= LONGEST_NUMBER ? value : NO_NUMBER)
  return at
}

/** Adds the word that begins here and answers its end. An apostrophe between letters is passed over. */
function addWord(words: Words, known: KnownWords, text: string, start: number, limit: number): number {
  const { next } = known.trie
  let [node, deepest, isAfterApostrophe] = [ROOT, ROOT, false]
  let at = start
  for (; at < limit; at += 1) {
    const unit = text.charCodeAt(at)
    const symbol = symbolOf[unit] ?? NO_SYMBOL
    if (symbol === NO_SYMBOL) {
      if (unit !== APOSTROPHE || at + 1 >= limit || !isLetter(text.charCodeAt(at + 1))) break
      isAfterApostrophe = true
    } else {
      if (isAfterApostrophe && isDigit(unit)) break
      node = next[node * SYMBOLS + symbol] ?? NOWHERE
      if (node !== NOWHERE) deepest = node
    }
  }
  if (at < limit && touchesOthers(text, at, limit)) return addByPattern(words, known, text, start, limit)
  const name = nameAt(known, node, deepest)
  words.add(start, at, name, known.values[name] ?? NO_NUMBER)
  return at
}

/** What is not ASCII stands after a word, or after an apostrophe behind it: it may be a part of it. */
function touchesOthers(text: string, end: number, limit: number): boolean {
  const unit = text.charCodeAt(end)
  return !isAscii(unit) || (unit === APOSTROPHE && end + 1 < limit && !isAscii(text.charCodeAt(end + 1)))
}

/** Adds the next word at or after this place, whatever letters it has, and answers where it ends. */
function addByPattern(words: Words, known: KnownWords, text: string, from: number, limit: number): number {
  WORD.lastIndex = 0
  const match = WORD.exec(text.slice(from, limit))
  if (!match) return limit
  const [found] = match
  const start = from + match.index
  const end = start + found.length
  if (isDigit(text.charCodeAt(start))) return addNumeral(words, known, text, start, end)
  const name = nameOf(known, spelt(found))
  words.add(start, end, name, known.values[name] ?? NO_NUMBER)
  return end
}
