import type { Sentence } from '../text/sentences'
import type { Token } from '../text/tokens'
import type { Choice, Slot, Term } from './compilePhrase'
import { isOfKind } from './phraseIndex'
import { phrasesWithin } from './phrasesWithin'
import type { OwnedPhrase, PhraseIndex } from './phraseIndex'

/** A phrase found in a message. */
export interface Hit {
  readonly key: string
  readonly rule: string
  /** The phrase itself contains a denial. */
  readonly denies: boolean
  /** Which sentence, and which words of its run (the sentences that run on into each other) it covers. */
  readonly sentence: number
  readonly run: Run
  readonly first: number
  readonly last: number
}

/** Sentences that run on into each other, read as one row of words. */
export interface Run {
  readonly part: Sentence['part']
  readonly tokens: readonly Token[]
  /** For each word, the sentence it stands in. */
  readonly sentenceOf: readonly number[]
}

/** More than this many places of one rule tell a person nothing new. */
const MOST_HITS = 40

export function runsOf(sentences: readonly Sentence[]): Run[] {
  const runs: { number: number; part: Sentence['part']; tokens: Token[]; sentenceOf: number[] }[] = []
  sentences.forEach((sentence, index) => {
    let last = runs.at(-1)
    if (!last || last.number !== sentence.run) {
      last = { number: sentence.run, part: sentence.part, tokens: [], sentenceOf: [] }
      runs.push(last)
    }
    for (const token of sentence.tokens) {
      last.tokens.push(token)
      last.sentenceOf.push(index)
    }
  })
  return runs
}

const isTerm = (term: Term, token: Token | undefined, year: number): boolean => {
  if (!token) return false
  switch (term.kind) {
    case 'word': return token.word === term.word
    case 'stem': return token.word.startsWith(term.stem)
    case 'number': return token.number !== undefined && isOfKind(term.name, token.number, year)
    default: return term satisfies never
  }
}

const isOption = (terms: readonly Term[], tokens: readonly Token[], at: number, year: number): boolean =>
  terms.every((term, step) => isTerm(term, tokens[at + step], year))

/** The place after the phrase's last word, or -1. The gaps of a phrase are few and narrow, so the search is bounded. */
function endOf(slots: readonly Slot[], next: number, tokens: readonly Token[], at: number, year: number): number {
  const slot = slots[next]
  if (!slot) return at
  const { choice, gap } = slot
  for (let here = at; here <= at + gap; here += 1) {
    const token = tokens[here]
    if (!token) break
    if (choice.words.has(token.word)) {
      const end = endOf(slots, next + 1, tokens, here + 1, year)
      if (end >= 0) return end
    }
    const end = endAfterRun(slots, next, choice.runs.get(token.word), tokens, here, year)
    if (end >= 0) return end
    const otherEnd = endAfterRun(slots, next, choice.others, tokens, here, year)
    if (otherEnd >= 0) return otherEnd
  }
  return slot.optional ? endOf(slots, next + 1, tokens, at, year) : -1
}

function endAfterRun(
  slots: readonly Slot[], next: number, options: Choice['others'] | undefined, tokens: readonly Token[], here: number, year: number,
): number {
  if (!options) return -1
  for (const terms of options) {
    if (!isOption(terms, tokens, here, year)) continue
    const end = endOf(slots, next + 1, tokens, here + terms.length, year)
    if (end >= 0) return end
  }
  return -1
}

/** Every phrase of the lexicon that stands in the runs, by rule key. `year` is the year of the message. */
export function matchPhrases(index: PhraseIndex, runs: readonly Run[], year: number): Map<string, Hit[]> {
  const found = new Map<string, Hit[]>()
  const starts = new Map<string, readonly OwnedPhrase[]>()
  const isWithin = phrasesWithin(runs)
  for (const run of runs) {
    run.tokens.forEach((token, first) => {
      let candidates = starts.get(token.word)
      if (!candidates) starts.set(token.word, (candidates = index.startingWith(token, year).filter(isWithin)))
      for (const { phrase, rule, key } of candidates) {
        const end = endOf(phrase.slots, 0, run.tokens, first, year)
        if (end < 0) continue
        const hits = found.get(key) ?? []
        if (hits.length >= MOST_HITS) continue
        hits.push({ key, rule, denies: phrase.denies, sentence: run.sentenceOf[first] ?? 0, run, first, last: end - 1 })
        found.set(key, hits)
      }
    })
  }
  return found
}
