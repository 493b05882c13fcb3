import type { Token } from '../text/tokens'
import { anchorOf } from './anchor'
import { type Choice, NUMBER_KINDS, type NumberKind, type Phrase, type Slot } from './compilePhrase'
import { StemTrie } from './stemTrie'

/** A phrase and the rule it belongs to. */
export interface OwnedPhrase {
  readonly phrase: Phrase
  /** The rule's key and the phrase's place in it, counted from 1: what evidence names. */
  readonly rule: string
  readonly key: string
}

/** A place in a phrase, with its choice's number in the index. */
export type IndexedSlot = Slot & { readonly number: number }

/** A phrase as it is looked for: from where its anchor stands, `least` to `most` words back. */
export interface Posting extends OwnedPhrase {
  /** Counted over the lexicon, and over its keys. */
  readonly number: number
  readonly keyNumber: number
  readonly slots: readonly IndexedSlot[]
  /** Numbers of the choices that must be there beside the anchor's. */
  readonly required: readonly number[]
  readonly least: number
  readonly most: number
}

/** What the lexicon knows of a word. */
export interface WordEntry {
  /** Numbers of the choices that may begin with it. */
  readonly begins: ReadonlySet<number>
  /** The phrases of which it may be the anchor word. */
  readonly postings: readonly Posting[]
}

/**
 * An inverted index of the lexicon: each phrase stands in the posting list of its rarest place, so that common words, of
 * which nearly every phrase has some, open none.
 */
export interface PhraseIndex {
  readonly phrases: number
  readonly choices: number
  readonly entryOf: (token: Token, year: number) => WordEntry
}

export const isOfKind = (kind: NumberKind, value: number, year: number): boolean => {
  switch (kind) {
    case 'number': return true
    case 'age': return value <= 17
    case 'adultage': return value >= 18 && value <= 99
    case 'pastyear': return value >= 1950 && value <= year - 2
    default: return kind satisfies never
  }
}

const UNKNOWN: WordEntry = { begins: new Set(), postings: [] }

export function indexPhrases(phrases: readonly OwnedPhrase[]): PhraseIndex {
  const choices = new NumberedChoices()
  const keys = new Map<string, number>()
  const frequencies = new Map<Choice, number>()
  const postings: Posting[][] = []
  phrases.forEach((owned, number) => {
    const slots = owned.phrase.slots.map(({ choice: each, optional, gap }) => ({ choice: each, optional, gap, number: choices.numberOf(each) }))
    const { choice, least, most } = anchorOf(owned.phrase, frequencies)
    const keyNumber = keys.get(owned.key) ?? keys.size
    keys.set(owned.key, keyNumber)
    const list = (postings[choices.numberOf(choice)] ??= [])
    const required = slots.filter((slot) => !slot.optional && slot.choice !== choice).map((slot) => slot.number)
    list.push({ phrase: owned.phrase, rule: owned.rule, key: owned.key, number, keyNumber, slots, required, least, most })
  })
  const entries = new Map<string, WordEntry>()
  const entryOf = (token: Token, year: number): WordEntry => {
    const known = token.number === undefined ? entries.get(token.word) : undefined
    if (known) return known
    const begins = choices.begunBy(token, year)
    if (begins.size === 0) return UNKNOWN
    const entry = { begins, postings: [...begins].flatMap((number) => postings[number] ?? []) }
    // Words of the lexicon only: what a message says is not kept.
    if (token.number === undefined && choices.hasWord(token.word)) entries.set(token.word, entry)
    return entry
  }
  return { phrases: phrases.length, choices: choices.size, entryOf }
}

/** The choices of a lexicon, numbered, and filed under the words that they may begin with. */
class NumberedChoices {
  private readonly numbers = new Map<Choice, number>()
  private readonly byWord = new Map<string, number[]>()
  private readonly byStem = new StemTrie<number>()
  private readonly byKind = new Map<NumberKind, number[]>()

  get size(): number { return this.numbers.size }

  numberOf(choice: Choice): number {
    const known = this.numbers.get(choice)
    if (known !== undefined) return known
    const number = this.numbers.size
    this.numbers.set(choice, number)
    for (const word of [...choice.words, ...choice.runs.keys()]) fileUnder(this.byWord, word, number)
    for (const [first] of choice.others) {
      if (first?.kind === 'stem') this.byStem.add(first.stem, number)
      if (first?.kind === 'number') fileUnder(this.byKind, first.name, number)
    }
    return number
  }

  hasWord(word: string): boolean { return this.byWord.has(word) }

  begunBy({ word, number }: Token, year: number): Set<number> {
    const begun = new Set(this.byWord.get(word))
    for (const choice of this.byStem.beginningsOf(word)) begun.add(choice)
    if (number === undefined) return begun
    for (const kind of NUMBER_KINDS) {
      if (isOfKind(kind, number, year)) for (const choice of this.byKind.get(kind) ?? []) begun.add(choice)
    }
    return begun
  }
}

function fileUnder<Key>(files: Map<Key, number[]>, key: Key, number: number): void {
  const filed = files.get(key)
  if (filed) filed.push(number)
  else files.set(key, [number])
}
