import type { Token } from '../text/tokens'
import { anchorOf, rarestBeside } from './anchor'
import type { Phrase, Slot } from './compilePhrase'
import { Lexicon } from './lexicon'
import type { Beginnings, NumberedChoice } from './lexicon'

/** A phrase and the rule it belongs to. */
export interface OwnedPhrase {
  readonly phrase: Phrase
  /** The rule's key and the phrase's place in it, counted from 1: what evidence names. */
  readonly rule: string
  readonly key: string
}

/** A place in a phrase, with its choice as the index counts it. */
export type IndexedSlot = Slot & NumberedChoice

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
  /** The choices that may begin with it. */
  readonly begins: Beginnings
  /** Those of them that are some phrase's rarest. */
  readonly needed: Int32Array
  /** The phrases that it is, all by itself. */
  readonly alone: readonly Posting[]
  /** The other phrases of which it may be the anchor word. */
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
  readonly keys: number
  readonly choices: number
  readonly entryOf: (token: Token, year: number) => WordEntry
}

export function indexPhrases(phrases: readonly OwnedPhrase[]): PhraseIndex {
  const lexicon = new Lexicon<WordEntry>()
  const { lists, keys, needed } = fileByAnchor(phrases, lexicon)
  const entryFor = (begins: Beginnings): WordEntry => {
    const numbers = [...begins.keys()]
    const all = numbers.flatMap((number) => lists[number] ?? [])
    const alone = all.filter(({ slots }) => isWhole(slots, begins))
    const postings = all.filter((posting) => !alone.includes(posting))
    return {
      begins, alone, postings,
      needed: Int32Array.from(numbers.filter((number) => needed.has(number))),
      rarest: Int32Array.from(postings, ({ rarest }) => rarest),
    }
  }
  return { phrases: phrases.length, keys, choices: lexicon.size, entryOf: (token, year) => lexicon.entryOf(token, year, entryFor) }
}

/** A single word comes first among the options, so it is what is found. */
const isWhole = ([slot, ...others]: readonly IndexedSlot[], begins: Beginnings): boolean =>
  slot !== undefined && others.length === 0 && begins.get(slot.number)?.rests[0]?.length === 0

interface Filed {
  /** The posting lists, by the number of the anchor's choice. */
  readonly lists: readonly (readonly Posting[] | undefined)[]
  readonly keys: number
  /** Choices that are some phrase's rarest. */
  readonly needed: ReadonlySet<number>
}

function fileByAnchor(phrases: readonly OwnedPhrase[], lexicon: Lexicon<WordEntry>): Filed {
  const keys = new Map<string, number>()
  const needed = new Set<number>()
  const lists: Posting[][] = []
  phrases.forEach(({ phrase, rule, key }, number) => {
    const slots = phrase.slots.map((slot) => indexed(slot, lexicon))
    const anchor = anchorOf(slots)
    const rarest = rarestBeside(anchor.slot, slots)?.number ?? NOTHING
    needed.add(rarest)
    const keyNumber = keys.get(key) ?? keys.size
    keys.set(key, keyNumber)
    const list = (lists[anchor.slot.number] ??= [])
    list.push({ phrase, rule, key, number, keyNumber, slots, rarest, least: anchor.least, most: anchor.most })
  })
  return { lists, keys: keys.size, needed }
}

function indexed({ choice, optional, gap }: Slot, lexicon: Lexicon<WordEntry>): IndexedSlot {
  const { number, frequency } = lexicon.add(choice)
  return { choice, optional, gap, number, frequency }
}
