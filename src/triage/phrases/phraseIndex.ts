import type { Token } from '../text/tokens'
import { anchorOf, Frequencies, rarestBeside } from './anchor'
import { type Choice, NUMBER_KINDS, type NumberKind } from './choice'
import type { Phrase, Slot } from './compilePhrase'
import { fileUnder } from './fileUnder'
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
  /** The rarest choice that it needs beside its anchor, or NOTHING: most phrases are told impossible by it. */
  readonly rarest: number
  readonly least: number
  readonly most: number
}

/** What the lexicon knows of a word. */
export interface WordEntry {
  /** Numbers of the choices that may begin with it. */
  readonly begins: ReadonlySet<number>
  /** Those of them that are some phrase's rarest. */
  readonly needed: Int32Array
  /** The phrases of which it may be the anchor word. */
  readonly postings: readonly Posting[]
  /** The `rarest` of each of those. */
  readonly rarest: Int32Array
}

/** No choice has this number. */
export const NOTHING = 0

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

export function indexPhrases(phrases: readonly OwnedPhrase[]): PhraseIndex {
  const choices = new NumberedChoices()
  const postings = fileByAnchor(phrases, choices)
  const needed = new Set(postings.flatMap((list = []) => list.map(({ rarest }) => rarest)))
  const entries = new Map<string, WordEntry>()
  const entryOf = (token: Token, year: number): WordEntry => {
    const name = choices.nameOf(token, year)
    const entry = entries.get(name) ?? entryFor(choices.begunBy(token, year), needed, postings)
    entries.set(name, entry)
    return entry
  }
  return { phrases: phrases.length, choices: choices.size, entryOf }
}

type PostingLists = readonly (readonly Posting[] | undefined)[]

function entryFor(begins: ReadonlySet<number>, needed: ReadonlySet<number>, lists: PostingLists): WordEntry {
  const postings = [...begins].flatMap((number) => lists[number] ?? [])
  return {
    begins,
    needed: Int32Array.from([...begins].filter((number) => needed.has(number))),
    postings,
    rarest: Int32Array.from(postings, ({ rarest }) => rarest),
  }
}

/** The posting lists, by the number of the anchor's choice. */
function fileByAnchor(phrases: readonly OwnedPhrase[], choices: NumberedChoices): PostingLists {
  const keys = new Map<string, number>()
  const frequencies = new Frequencies()
  const lists: Posting[][] = []
  phrases.forEach(({ phrase, rule, key }, number) => {
    const slots = phrase.slots.map(({ choice, optional, gap }) => ({ choice, optional, gap, number: choices.numberOf(choice) }))
    const anchor = anchorOf(phrase, frequencies)
    const beside = rarestBeside(anchor, phrase, frequencies)
    const rarest = beside ? choices.numberOf(beside) : NOTHING
    const keyNumber = keys.get(key) ?? keys.size
    keys.set(key, keyNumber)
    const list = (lists[choices.numberOf(anchor.choice)] ??= [])
    list.push({ phrase, rule, key, number, keyNumber, slots, rarest, least: anchor.least, most: anchor.most })
  })
  return lists
}

/** The choices of a lexicon, numbered, and filed under the words that they may begin with. */
class NumberedChoices {
  private readonly numbers = new Map<Choice, number>()
  private readonly byWord = new Map<string, number[]>()
  private readonly byStem = new StemTrie<number>()
  private readonly byKind = new Map<NumberKind, number[]>()

  /** One more than the highest number. */
  get size(): number { return this.numbers.size + 1 }

  numberOf(choice: Choice): number {
    const known = this.numbers.get(choice)
    if (known !== undefined) return known
    const number = this.size
    this.numbers.set(choice, number)
    for (const word of choice.words) fileUnder(this.byWord, word, number)
    for (const word of choice.runs.keys()) fileUnder(this.byWord, word, number)
    for (const [first] of choice.others) {
      if (first?.kind === 'stem') this.byStem.add(first.stem, number)
      if (first?.kind === 'number') fileUnder(this.byKind, first.name, number)
    }
    return number
  }

  /** What the lexicon calls a word: words of the same name begin the same choices. What a message says is not in it. */
  nameOf({ word, number }: Token, year: number): string {
    const name = this.byWord.has(word) ? word : `${this.byStem.longestIn(word)}*`
    return number === undefined ? name : `${name} ${kindsOf(number, year).join(' ')}`
  }

  begunBy({ word, number }: Token, year: number): Set<number> {
    const ofKinds = number === undefined ? [] : kindsOf(number, year).flatMap((kind) => this.byKind.get(kind) ?? [])
    return new Set([...this.byWord.get(word) ?? [], ...this.byStem.valuesIn(word), ...ofKinds])
  }
}

const kindsOf = (number: number, year: number): NumberKind[] => NUMBER_KINDS.filter((kind) => isOfKind(kind, number, year))
