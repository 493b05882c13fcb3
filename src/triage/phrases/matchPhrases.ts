import type { Token } from '../text/tokens'
import { NUMBER_KINDS, type Term } from './compilePhrase'
import { phraseEnd } from './phraseEnd'
import type { Row } from './phraseEnd'
import { isOfKind } from './phraseIndex'
import type { PhraseIndex, Posting } from './phraseIndex'
import { PostingsWithin } from './postingsWithin'
import type { Run } from './runs'

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

/** More than this many places of one rule tell a person nothing new. */
const MOST_HITS = 40

const AFTER_ALL_STEMS = 1_000

/** Where a phrase's beginning is filed for this word: as the whole word first, then as stems, the shortest first, then as a kind of number. */
function filedUnder(term: Term, { word, number }: Token, year: number): number {
  switch (term.kind) {
    case 'word': return term.word === word ? 0 : Infinity
    case 'stem': return word.startsWith(term.stem) ? term.stem.length : Infinity
    case 'number': return number !== undefined && isOfKind(term.name, number, year) ? AFTER_ALL_STEMS + NUMBER_KINDS.indexOf(term.name) : Infinity
    default: return term satisfies never
  }
}

function filedAt({ posting, run, first }: Place, year: number): number {
  const token = run.tokens[first]
  const options = posting.slots[0]?.choice.options ?? []
  return token ? Math.min(...options.map(([term]) => (term ? filedUnder(term, token, year) : Infinity))) : Infinity
}

const hitOf = ({ key, rule, denies, sentence, run, first, last }: Place): Hit => ({ key, rule, denies, sentence, run, first, last })

interface Place extends Hit {
  readonly posting: Posting
}

/** Every phrase of the lexicon that stands in the runs, by rule key. `year` is the year of the message. */
export function matchPhrases(index: PhraseIndex, runs: readonly Run[], year: number): Map<string, Hit[]> {
  const within = new PostingsWithin(index, runs, year)
  const places = new Places(index)
  let base = 0
  for (const run of runs) {
    const row: Row = { tokens: run.tokens, entries: within.entriesOf(run), year }
    row.entries.forEach((entry, at) => {
      for (const posting of within.postingsOf(entry)) places.look(posting, run, row, at, base)
    })
    base += run.tokens.length
  }
  return places.byKey(year)
}

/** Gathers where phrases stand. Places are counted over all runs: `base` words stand in those before. */
class Places {
  private readonly found: Place[][]
  /** By phrase, the place up to which it was looked for: a phrase is looked for once at each place. */
  private readonly lookedUpTo: Int32Array
  /** By key, a place up to which as many hits begin as are kept. */
  private readonly fullAt: Float64Array

  constructor(private readonly index: PhraseIndex) {
    this.found = index.keys.map(() => [])
    this.lookedUpTo = new Int32Array(index.phrases).fill(-1)
    this.fullAt = new Float64Array(index.keys.length).fill(Infinity)
  }

  /** Looks for a phrase whose anchor word stands `at`, wherever it may have begun. */
  look(posting: Posting, run: Run, row: Row, at: number, base: number): void {
    const { number, keyNumber, least, most, slots } = posting
    const from = Math.max(0, at - most, (this.lookedUpTo[number] ?? -1) + 1 - base)
    const to = Math.min(at - least, (this.fullAt[keyNumber] ?? Infinity) - base)
    for (let first = from; first <= to; first += 1) {
      const end = phraseEnd(slots, 0, row, first)
      if (end >= 0) this.add(posting, run, first, end - 1, base + at)
    }
    if (to >= from) this.lookedUpTo[number] = base + to
  }

  private add(posting: Posting, run: Run, first: number, last: number, at: number): void {
    const { key, rule, keyNumber, phrase: { denies } } = posting
    const found = this.found[keyNumber]
    found?.push({ key, rule, denies, sentence: run.sentenceOf[first] ?? 0, run, first, last, posting })
    if (found?.length === MOST_HITS) this.fullAt[keyNumber] = at
  }

  /** In the order of the text; of phrases that begin together, those filed under the whole word first. */
  byKey(year: number): Map<string, Hit[]> {
    const order = (one: Place, other: Place): number =>
      one.sentence - other.sentence || one.first - other.first || filedAt(one, year) - filedAt(other, year) || one.posting.number - other.posting.number
    const hits = new Map<string, Hit[]>()
    this.index.keys.forEach((key, number) => {
      const found = this.found[number] ?? []
      if (found.length > 0) hits.set(key, found.toSorted(order).slice(0, MOST_HITS).map(hitOf))
    })
    return hits
  }
}
