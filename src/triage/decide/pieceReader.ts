import { type EverydayWords, KNOWN, SHARED } from '../rules/everydayWords'
import { asciiSet, isAscii, isLetter } from '../text/asciiKinds'
import { nextMark } from '../text/marks'
import { HASH_START, hashOn, numberOf, otherOn } from '../text/wordTable'
import { EVERYDAY, LONGEST_WORD, strangenessOf } from './strangeness'

const OPENING = asciiSet('"\'(')
const CLOSING = asciiSet('.,;:!?)"\'')
const MOST_CLOSING = 3
const ASCII_SPACE = asciiSet('\t\n\v\f\r ')
const SPACE = /\s/g
const NO_SPACE = /\S/g

const APOSTROPHE = 0x27
const FULL_STOP = 0x2e
const SMALL_W = 0x77
/** Makes a capital small. */
const SMALL = 0x20

const UNDERSTOOD: readonly number[] = [-EVERYDAY]
const TELLS_NOTHING: readonly number[] = [0]

const isOf = (set: Uint8Array, unit: number): boolean => isAscii(unit) && set[unit] === 1

/**
 * Reads a text's rows of characters without a space, one after the other. Most are one plain word, and most of those stand in the
 * lists: they are looked up by hashes made while they are scanned, without being cut out of the text.
 */
export class PieceReader {
  private at = 0

  /** @param weigh how much each thing in a row is not understood that is no plain word */
  constructor(
    private readonly everyday: EverydayWords, private readonly text: string, private readonly shouted: boolean, private readonly weigh: (piece: string) => readonly number[],
  ) {}

  /** How much each thing in the next row is not understood; undefined when there is none. */
  next(): readonly number[] | undefined {
    const { text } = this
    let start = this.at
    while (start < text.length && isOf(ASCII_SPACE, text.charCodeAt(start))) start += 1
    if (start < text.length && !isAscii(text.charCodeAt(start))) start = nextMark(NO_SPACE, text, start)
    if (start === text.length) return undefined
    return this.plainWord(start) ?? this.anyPiece(start)
  }

  private anyPiece(start: number): readonly number[] {
    this.at = nextMark(SPACE, this.text, start)
    return this.weigh(this.text.slice(start, this.at))
  }

  /** Answers nothing where what begins here is not surely a plain word. */
  private plainWord(start: number): readonly number[] | undefined {
    const { text, everyday } = this
    const first = isOf(OPENING, text.charCodeAt(start)) ? start + 1 : start
    let hash = HASH_START
    let other = HASH_START
    let isAfterApostrophe = false
    let at = first
    for (; at < text.length; at += 1) {
      const unit = text.charCodeAt(at)
      if (isLetter(unit)) {
        if (isAfterApostrophe && (unit & SMALL) === 0) return undefined
        hash = hashOn(hash, unit | SMALL)
        other = otherOn(other, unit | SMALL)
      } else {
        if (unit !== APOSTROPHE || isAfterApostrophe || at === first || at + 1 >= text.length || !isLetter(text.charCodeAt(at + 1))) break
        isAfterApostrophe = true
      }
    }
    if (at === first || !this.endsAt(start, at)) return undefined
    switch (numberOf(everyday.table, hash, other)) {
      case KNOWN: return UNDERSTOOD
      case SHARED: return TELLS_NOTHING
      default: return [strangenessOf(everyday, text.slice(first, at), this.shouted)]
    }
  }

  /** Passes over the marks behind a word; whether a row of characters that begins at `start` ends with them. */
  private endsAt(start: number, wordEnd: number): boolean {
    const { text } = this
    let end = wordEnd
    while (end < text.length && end < wordEnd + MOST_CLOSING && isOf(CLOSING, text.charCodeAt(end))) end += 1
    // "www." begins an address.
    const mayBeAddress = text.charCodeAt(wordEnd) === FULL_STOP && (text.charCodeAt(wordEnd - 1) | SMALL) === SMALL_W
    if (mayBeAddress || end - start >= LONGEST_WORD || (end < text.length && !isOf(ASCII_SPACE, text.charCodeAt(end)))) return false
    this.at = end
    return true
  }
}
