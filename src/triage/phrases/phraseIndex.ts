import { NO_NUMBER } from '../text/knownWords'
import type { KnownWords } from '../text/knownWords'
import type { CompiledIndex } from './compiledIndex'
import { rowOf } from './rows'
import { kindsOf } from './terms'
import { beginningsFor, type WordEntry } from './wordEntry'

/** A place in a phrase: the number of its choice, how many other words may stand before it, and whether it may be left out. */
export interface IndexedSlot {
  readonly choice: number
  readonly gap: number
  readonly optional: boolean
}

/** A phrase as it is looked for: from where its anchor stands, `least` to `most` words back. */
export interface Posting {
  readonly rule: string
  readonly key: string
  /** It contains a denial itself. */
  readonly denies: boolean
  /** Counted over the lexicon, and over its keys. */
  readonly number: number
  readonly keyNumber: number
  readonly slots: readonly IndexedSlot[]
  /** The rarest choice that it needs beside its anchor, or NOTHING: most phrases are told impossible by it. */
  readonly rarest: number
  readonly least: number
  readonly most: number
}

const HEAD = 5
const SLOT = 3

/** The index of the lexicon. What it knows of a word is put together when a message has the word for the first time. */
export class PhraseIndex {
  readonly known: KnownWords
  /** How many phrases, keys and choices there are; the numbers of choices begin at 1. */
  readonly phrases: number
  readonly keys: number
  readonly choices: number
  private readonly postings = new Map<number, Posting>()
  /** By the kinds of number that a word is of, then by its name. */
  private readonly entries: (WordEntry | undefined)[][] = []

  constructor(private readonly compiled: CompiledIndex) {
    this.known = compiled.known
    this.phrases = compiled.rules.length
    this.keys = compiled.keys.length
    this.choices = compiled.needed.length
  }

  /** What is known of a word, by its name and the number that it may be, in a message of this year. */
  entryOf(name: number, number: number, year: number): WordEntry {
    const kinds = number === NO_NUMBER ? 0 : kindsOf(number, year)
    const entries = (this.entries[kinds] ??= Array.from({ length: this.known.lengths.length }))
    return (entries[name] ??= this.entryFor(name, kinds))
  }

  private entryFor(name: number, kinds: number): WordEntry {
    const begins = beginningsFor(this.compiled, name, kinds)
    const numbers = [...begins.keys()]
    const all = numbers.flatMap((number) => Array.from(rowOf(this.compiled.anchored, number), (phrase) => this.posting(phrase)))
    const alone = all.filter(({ slots: [slot, ...others] }) => slot && others.length === 0 && begins.get(slot.choice)?.rests[0]?.length === 0)
    const postings = all.filter((posting) => !alone.includes(posting))
    return {
      begins, alone, postings,
      needed: numbers.filter((number) => this.compiled.needed[number] === 1),
      rarest: postings.map(({ rarest }) => rarest),
    }
  }

  private posting(number: number): Posting {
    const made = this.postings.get(number)
    if (made) return made
    const { phrases, rules, keys } = this.compiled
    const row = rowOf(phrases, number)
    const [keyNumber = 0, denies, rarest = 0, least = 0, most = 0] = row
    const slots: IndexedSlot[] = []
    for (let at = HEAD; at < row.length; at += SLOT) {
      slots.push({ choice: row[at] ?? 0, gap: row[at + 1] ?? 0, optional: row[at + 2] === 1 })
    }
    const posting = { rule: rules[number] ?? '', key: keys[keyNumber] ?? '', denies: denies === 1, number, keyNumber, slots, rarest, least, most }
    this.postings.set(number, posting)
    return posting
  }
}
