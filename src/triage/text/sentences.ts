import type { MessagePart } from '../../domain/triage'
import { asciiSet, isAscii, isDigit, isLetter } from './asciiKinds'
import type { KnownWords } from './knownWords'
import { nextMark } from './marks'
import { FILLER, JOINT, PLAIN } from './plainWords'
import type { Range, Token } from './tokens'
import type { WordReader } from './wordReader'
import type { Words } from './wordRows'

/** A sentence, or a stretch of speech short enough to be about one thing. */
export interface Sentence {
  readonly tokens: readonly Token[]
  readonly part: MessagePart
}

/** A stretch of a contact, and what it is. */
export interface Stretch extends Range {
  readonly part: Sentence['part']
}

/** Speech written down has no full stops: longer stretches than this (words) are cut at a breath. */
const LONGEST_SENTENCE = 34
const LONGEST_STRETCH = 60
/** A line shorter than this (characters) was broken on purpose, not by the width of the window. */
const SHORT_LINE = 50

const LINE_BREAK = 0x0a

const ENDS = /[.!?\n]/g
/** After a full stop that ends a sentence; beyond ASCII, any of AFTER_END. */
const ASCII_AFTER_END = asciiSet('\t\n\v\f\r "\')]')
const AFTER_END = /[\s”’]/
/** At the beginning of a line: the one above ended on purpose. A bullet does as well. */
const ASCII_BEGINS_ANEW = asciiSet('\n\r-*')
const BULLET = 0x2022

function isLineEnd(text: string, at: number, lineStart: number): boolean {
  if (at - lineStart < SHORT_LINE) return true
  const next = text.charCodeAt(at + 1)
  return next === BULLET || ASCII_BEGINS_ANEW[next] === 1
}

const FULL_STOP = 0x2e
const SPACE = 0x20
const SMALL_A = 0x61

/** The last full stop of "d.o.b. 11.2.2011", behind which its sentence goes on. */
function isInitials(text: string, at: number): boolean {
  if (text.charCodeAt(at - 2) !== FULL_STOP || !isLetter(text.charCodeAt(at - 1)) || text.charCodeAt(at + 1) !== SPACE) return false
  const goesOn = text.charCodeAt(at + 2)
  return isDigit(goesOn) || (goesOn >= SMALL_A && isLetter(goesOn))
}

function isEnd(text: string, at: number): boolean {
  if (at + 1 >= text.length) return true
  const next = text.charCodeAt(at + 1)
  if (text.charCodeAt(at) === FULL_STOP && isInitials(text, at)) return false
  return isAscii(next) ? ASCII_AFTER_END[next] === 1 : AFTER_END.test(text.charAt(at + 1))
}

/** A stretch cut where sentences end: what stands between two ends runs on, as speech without full stops does. */
export function runsOn(text: string, { part, start: from, end }: Stretch): Stretch[] {
  const stretches: Stretch[] = []
  let start = from
  let lineStart = from
  for (let at = nextMark(ENDS, text, from); at < end; at = nextMark(ENDS, text, at + 1)) {
    const isBreak = text.charCodeAt(at) === LINE_BREAK
    if (isBreak ? isLineEnd(text, at, lineStart) : isEnd(text, at)) {
      stretches.push({ part, start, end: at + 1 })
      start = at + 1
    }
    if (isBreak) lineStart = at + 1
  }
  stretches.push({ part, start, end })
  return stretches
}

const isBreath = (mark: number, length: number): boolean =>
  length >= LONGEST_STRETCH || mark === FILLER || (length >= LONGEST_SENTENCE / 2 && mark === JOINT)

/** Adds the sentences of what runs on, with their words, in their order; noises are left out. */
export function readSentences(words: Words, reader: WordReader, text: string, range: Range): void {
  const { known } = reader
  const first = words.count
  reader.read(words, text, range)
  if (words.count - first > LONGEST_SENTENCE || hasFiller(words, known, first)) cutAtBreaths(words, known, first)
  else if (words.count > first) words.sentences.push(first)
}

function hasFiller({ names, count }: Words, { marks }: KnownWords, first: number): boolean {
  for (let at = first; at < count; at += 1) if (marks[names[at] ?? 0] === FILLER) return true
  return false
}

function cutAtBreaths(words: Words, { marks }: KnownWords, first: number): void {
  const { count } = words
  const isLong = count - first > LONGEST_SENTENCE
  let [kept, length, isBegun] = [first, 0, false]
  for (let at = first; at < count; at += 1) {
    const mark = marks[words.names[at] ?? 0] ?? PLAIN
    if (isLong && length > 0 && isBreath(mark, length)) [length, isBegun] = [0, false]
    length += 1
    if (mark === FILLER) continue
    if (!isBegun) words.sentences.push(kept)
    isBegun = true
    words.move(at, kept)
    kept += 1
  }
  words.count = kept
}
