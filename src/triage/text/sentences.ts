import type { Evidence } from '../../domain/triage'
import type { Range, Token } from './tokens'
import { tokensIn } from './tokens'

/** A sentence, or a stretch of speech short enough to be about one thing. */
export interface Sentence {
  readonly tokens: readonly Token[]
  readonly part: Evidence['part']
  /** Sentences with the same number run on into each other, as speech without full stops does. */
  readonly run: number
}

/** Speech written down has no full stops: longer stretches than this (words) are cut at a breath. */
const LONGEST_SENTENCE = 34
const LONGEST_STRETCH = 60
const FILLERS = new Set(['um', 'uh', 'er', 'erm', 'em', 'eh', 'hmm'])
const JOINTS = new Set(['and', 'but', 'so', 'because', 'cos', 'cause', 'then', 'ond', 'achos'])
/** A line shorter than this (characters) was broken on purpose, not by the width of the window. */
const SHORT_LINE = 50

const isEnd = (text: string, at: number, lineStart: number): boolean => {
  const mark = text[at]
  if (mark === '\n') {
    const next = text[at + 1]
    return at - lineStart < SHORT_LINE || next === '\n' || next === '\r' || next === '-' || next === '*' || next === '•'
  }
  if (mark !== '.' && mark !== '!' && mark !== '?') return false
  const next = text[at + 1]
  return next === undefined || /[\s"'”’)\]]/.test(next)
}

function sentenceRanges(text: string, range: Range): Range[] {
  const ranges: Range[] = []
  let start = range.start
  let lineStart = range.start
  for (let at = range.start; at < range.end; at += 1) {
    if (isEnd(text, at, lineStart)) {
      ranges.push({ start, end: at + 1 })
      start = at + 1
    }
    if (text[at] === '\n') lineStart = at + 1
  }
  ranges.push({ start, end: range.end })
  return ranges
}

const isBreath = (token: Token, length: number): boolean =>
  length >= LONGEST_STRETCH || FILLERS.has(token.word) || (length >= LONGEST_SENTENCE / 2 && JOINTS.has(token.word))

function breaths(tokens: readonly Token[]): Token[][] {
  if (tokens.length <= LONGEST_SENTENCE) return [[...tokens]]
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

/** The sentences of the stretches to be read, in their order; `firstRun` numbers them on from an earlier part. */
export function sentencesIn(text: string, stretches: readonly Stretch[], firstRun: number): Sentence[] {
  const sentences: Sentence[] = []
  let run = firstRun
  for (const { part, ...range } of stretches) {
    for (const piece of sentenceRanges(text, range)) {
      const tokens = tokensIn(text, piece)
      if (tokens.length === 0) continue
      for (const stretch of breaths(tokens)) {
        const words = stretch.filter(({ word }) => !FILLERS.has(word))
        if (words.length > 0) sentences.push({ tokens: words, part, run })
      }
      run += 1
    }
  }
  return sentences
}
