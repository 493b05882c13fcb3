import { isAscii, isDigit, isLetter } from './asciiKinds'
import { ANY_WORD, NO_NAME, NO_NUMBER } from './knownWords'
import type { KnownWords } from './knownWords'
import { isSetApart, SET_APART } from './setApart'
import { spelt } from './spelling'
import type { Range } from './tokens'
import type { Words } from './wordRows'
import { HASH_START, hashOn, numberOf, otherOn } from './wordTable'

// A numeral is a word of its own, so "16yo" reads as "16 yo". Each branch is unambiguous: no backtracking.
const WORD = /\d+|\p{L}[\p{L}\p{M}\p{N}\p{Cf}]*(?:['’][\p{L}\p{Cf}]+)*/gu

const APOSTROPHE = 0x27
const ZERO = 0x30
/** Makes a capital small, and leaves small letters and digits as they are. */
const SMALL = 0x20
/** Longer numerals are no age, year or time (digits). */
const LONGEST_NUMBER = 4
const LONGEST_AGE = 2

/**
 * Reads words as what the lexicon knows of them. Those of ASCII letters are looked up by hashes made while they are scanned,
 * without being cut out of the text; all others are found by WORD.
 */
export class WordReader {
  constructor(readonly known: KnownWords) {}

  /** Adds the words of a stretch of text. */
  read(words: Words, text: string, { start, end }: Range): void {
    let at = start
    while (at < end) {
      const unit = text.charCodeAt(at)
      if (isLetter(unit)) at = this.addWord(words, text, at, end)
      else if (isDigit(unit)) at = this.addNumeral(words, text, at, end)
      else if (isAscii(unit)) at += 1
      else at = this.addByPattern(words, text, at, end)
    }
  }

  private addNumeral(words: Words, text: string, start: number, limit: number): number {
    let value = 0
    let at = start
    for (; at < limit; at += 1) {
      const unit = text.charCodeAt(at)
      if (!isDigit(unit)) break
      value = value * 10 + unit - ZERO
    }
    const isApart = at - start <= LONGEST_AGE && isSetApart(text, start, at)
    words.add(start, at, this.nameOf(text, start, at), isApart ? value + SET_APART : at - start <= LONGEST_NUMBER ? value : NO_NUMBER)
    return at
  }

  /** Adds the word that begins here and answers its end. An apostrophe between letters is passed over. */
  private addWord(words: Words, text: string, start: number, limit: number): number {
    let hash = HASH_START
    let other = HASH_START
    let isAfterApostrophe = false
    let at = start
    for (; at < limit; at += 1) {
      const unit = text.charCodeAt(at)
      if (isLetter(unit) || (isDigit(unit) && !isAfterApostrophe)) {
        hash = hashOn(hash, unit | SMALL)
        other = otherOn(other, unit | SMALL)
      } else {
        if (unit !== APOSTROPHE || at + 1 >= limit || !isLetter(text.charCodeAt(at + 1))) break
        isAfterApostrophe = true
      }
    }
    if (at < limit && touchesOthers(text, at, limit)) return this.addByPattern(words, text, start, limit)
    const name = numberOf(this.known.words, hash, other)
    this.add(words, text, start, at, name === NO_NAME ? this.stemOf(text, start, at) : name)
    return at
  }

  private add(words: Words, text: string, start: number, end: number, name: number): void {
    const number = this.known.values[name] ?? NO_NUMBER
    words.add(start, end, name, number !== NO_NUMBER && isSetApart(text, start, end) ? number + SET_APART : number)
  }

  /** Adds the next word at or after this place, whatever letters it has, and answers where it ends. */
  private addByPattern(words: Words, text: string, from: number, limit: number): number {
    WORD.lastIndex = 0
    const match = WORD.exec(text.slice(from, limit))
    if (!match) return limit
    const [found] = match
    const start = from + match.index
    const end = start + found.length
    if (isDigit(text.charCodeAt(start))) return this.addNumeral(words, text, start, end)
    const word = spelt(found)
    this.add(words, text, start, end, this.nameOf(word, 0, word.length))
    return end
  }

  /** The name by which a word in small letters is read. */
  private nameOf(text: string, start: number, end: number): number {
    let hash = HASH_START
    let other = HASH_START
    for (let at = start; at < end; at += 1) {
      hash = hashOn(hash, text.charCodeAt(at))
      other = otherOn(other, text.charCodeAt(at))
    }
    return numberOf(this.known.words, hash, other) || this.stemOf(text, start, end)
  }

  /** The longest beginning that a word has. Where it stands in a text it may have capitals and ASCII apostrophes. */
  private stemOf(text: string, start: number, end: number): number {
    const { stems, longestStem } = this.known
    let hash = HASH_START
    let other = HASH_START
    let stem = ANY_WORD
    let left = longestStem
    for (let at = start; at < end && left > 0; at += 1) {
      const unit = text.charCodeAt(at)
      if (unit === APOSTROPHE) continue
      const small = isLetter(unit) ? unit | SMALL : unit
      hash = hashOn(hash, small)
      other = otherOn(other, small)
      left -= 1
      stem = numberOf(stems, hash, other) || stem
    }
    return stem
  }
}

/** What is not ASCII stands after a word, or after an apostrophe behind it: it may be a part of it. */
function touchesOthers(text: string, end: number, limit: number): boolean {
  const unit = text.charCodeAt(end)
  return !isAscii(unit) || (unit === APOSTROPHE && end + 1 < limit && !isAscii(text.charCodeAt(end + 1)))
}
