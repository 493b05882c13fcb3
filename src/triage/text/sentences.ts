import type { Evidence } from '../../domain/triage'
import type { Range, Token } from './tokens'
import { tokensIn } from './tokens'

/** A sentence, or a stretch of speech short enough to be about one thing. */
export interface Sentence {
  readonly tokens: readonly Token[]
  readonly part: Evidence['part']
}

/** Speech written down has no full stops: longer stretches than this (words) are cut at a breath. */
const LONGEST_SENTENCE = 34
const LONGEST_STRETCH = 60
const FILLERS = new Set(['um', 'uh', 'er', 'erm', 'em', 'eh', 'hmm'])
const LONGEST_FILLER = 3
const isFiller = ({ word }: Token): boolean => word.length <= LONGEST_FILLER && FILLERS.has(word)
const JOINTS = new Set(['and', 'but', 'so', 'because', 'cos', 'cause', 'then', 'ond', 'achos'])
/** A line shorter than this (characters) was broken on purpose, not by the width of the window. */
const SHORT_LINE = 50

const LINE_BREAK = 0x0a
const FULL_STOP = 0x2e
const EXCLAMATION_MARK = 0x21
const QUESTION_MARK = 0x3f

const isMark = (unit: number): boolean => unit === FULL_STOP || unit === EXCLAMATION_MARK || unit === QUESTION_MARK

/** After a full stop that ends a sentence. */
const AFTER_END = /[\s"'”’)\]]/
/** At the beginning of a line: the one above ended on purpose. */
const BEGINS_ANEW = /[\n\r\-*•]/

function isLineEnd(text: string, at: number, lineStart: number): boolean {
  return at - lineStart < SHORT_LINE || BEGINS_ANEW.test(text.charAt(at + 1))
}

function isEnd(text: string, at: number): boolean {
  const next = text.charAt(at + 1)
  return next === '' || AFTER_END.test(next)
}

/** Where sentences begin and end: what stands between two ends runs on, as speech without full stops does. */
export function sentenceRanges(text: string, range: Range): Range[] {
  const ranges: Range[] = []
  let start = range.start
  let lineStart = range.start
  for (let at = range.start; at < range.end; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === LINE_BREAK ? isLineEnd(text, at, lineStart) : isMark(unit) && isEnd(text, at)) {
      ranges.push({ start, end: at + 1 })
      start = at + 1
    }
    if (unit === LINE_BREAK) lineStart = at + 1
  }
  ranges.push({ start, end: range.end })
  return ranges
}

const isBreath = (token: Token, length: number): boolean =>
  length >= LONGEST_STRETCH || isFiller(token) || (length >= LONGEST_SENTENCE / 2 && JOINTS.has(token.word))

function breaths(tokens: readonly Token[]): (readonly Token[])[] {
  if (tokens.length <= LONGEST_SENTENCE) return [tokens]
  const stretches: Token[][] = []
  let stretch: Token[] = []
  for (const token of tokens) {
    if (stretch.length > 0 && isBreath(token, stretch.length)) {
      stretches.push(stretch)
      stretch = []
    }
    stretch.push(token)
  }
  stretches.push(stretch)
  return stretches
}

/** A stretch of a contact, and what it is. */
export interface Stretch extends Range {
  readonly part: Sentence['part']
}

/** The sentences of what runs on, in their order; noises are left out. */
export function sentencesIn(text: string, { part, start, end }: Stretch): Sentence[] {
  const words = tokensIn(text, { start, end })
  if (words.length <= LONGEST_SENTENCE && !words.some(isFiller)) return words.length > 0 ? [{ tokens: words, part }] : []
  const sentences: Sentence[] = []
  for (const breath of breaths(words)) {
    const tokens = breath.some(isFiller) ? breath.filter((token) => !isFiller(token)) : breath
    if (tokens.length > 0) sentences.push({ tokens, part })
  }
  return sentences
}
