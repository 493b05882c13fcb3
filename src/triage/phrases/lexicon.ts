import type { Token } from '../text/tokens'
import type { Choice, Term } from './choice'
import { FREQUENCY_OF_NUMBERS, frequencyOfStem, frequencyOfWord } from './commonWords'
import { fileUnder } from './fileUnder'
import { isOfKind, NUMBER_KINDS, type NumberKind } from './numberKinds'
import { StemTrie } from './stemTrie'

/** A choice as the lexicon counts it. */
export interface NumberedChoice {
  readonly choice: Choice
  /** From 1 on. */
  readonly number: number
  /** How often one of the words by which it begins stands in a thousand. */
  readonly frequency: number
}

/** How a word begins a choice. */
export interface Beginning {
  /** What must stand after it: the other words of each option that begins with it, in the order in which they are tried. */
  readonly rests: readonly (readonly Term[])[]
  /** How the word was found: 0 as itself, then by a beginning of it, the shorter the less, then as a kind of number. */
  readonly filed: number
}

/** By the number of the choice. */
export type Beginnings = ReadonlyMap<number, Beginning>

/**
 * A word of the lexicon, or the beginning of one. Whatever a message says is read as one of these: what it says is not kept,
 * only what the lexicon knows of it, by the kinds of number that it may be besides.
 */
interface Name<Entry> {
  readonly numbers: number[]
  readonly entries: Entry[]
}

/** The words of the lexicon, and the choices that may begin with each. */
export class Lexicon<Entry> {
  private readonly numbered = new Map<Choice, NumberedChoice>()
  private readonly choices: Choice[] = []
  private readonly words = new Map<string, Name<Entry>>()
  private readonly stems = new StemTrie<Name<Entry>>(unnamed)
  private readonly byKind = new Map<NumberKind, number[]>()

  /** One more than the highest number of a choice. */
  get size(): number { return this.choices.length + 1 }

  add(choice: Choice): NumberedChoice {
    const known = this.numbered.get(choice)
    if (known) return known
    const number = this.size
    let frequency = 0
    for (const option of choice.options) {
      const first = option[0]
      if (first) frequency += this.file(first, number)
    }
    this.choices.push(choice)
    const added = { choice, number, frequency }
    this.numbered.set(choice, added)
    return added
  }

  /** Files a choice under a term by which it may begin, and answers how frequent that is. */
  private file(first: Term, number: number): number {
    switch (first.kind) {
      case 'word': {
        const name = this.words.get(first.word)
        if (name) name.numbers.push(number)
        else this.words.set(first.word, { numbers: [number], entries: [] })
        return frequencyOfWord(first.word)
      }
      case 'stem': this.stems.at(first.stem).numbers.push(number)
        return frequencyOfStem(first.stem)
      case 'number': fileUnder(this.byKind, first.name, number)
        return FREQUENCY_OF_NUMBERS
      default: return first satisfies never
    }
  }

  /** What is kept of a word, made when it, or another that is read alike, is met for the first time. */
  entryOf(token: Token, year: number, make: (begins: Beginnings) => Entry): Entry {
    const name = this.words.get(token.word) ?? this.stems.longestIn(token.word)
    const kinds = token.number === undefined ? 0 : kindsOf(token.number, year)
    return (name.entries[kinds] ??= make(this.begunBy(token, year)))
  }

  /** The choices that may begin with a word: by the word itself first, then by its beginnings, then as a kind of number. */
  private begunBy(token: Token, year: number): Beginnings {
    const { word, number } = token
    const kinds = number === undefined ? [] : NUMBER_KINDS.filter((kind) => isOfKind(kind, number, year))
    const numbers = [
      ...this.words.get(word)?.numbers ?? [],
      ...this.stems.allIn(word).flatMap((stem) => stem.numbers),
      ...kinds.flatMap((kind) => this.byKind.get(kind) ?? []),
    ]
    return new Map(numbers.map((begun) => [begun, beginningOf(this.choices[begun - 1], token, year)]))
  }
}

const unnamed = <Entry>(): Name<Entry> => ({ numbers: [], entries: [] })

/** As one number: each kind has its bit. */
function kindsOf(value: number, year: number): number {
  let kinds = 0
  for (const kind of NUMBER_KINDS) kinds = kinds * 2 + (isOfKind(kind, value, year) ? 1 : 0)
  return kinds
}

export function isTerm(term: Term, { word, number }: Token, year: number): boolean {
  switch (term.kind) {
    case 'word': return word === term.word
    case 'stem': return word.startsWith(term.stem)
    case 'number': return number !== undefined && isOfKind(term.name, number, year)
    default: return term satisfies never
  }
}

/** Single words are tried first, then runs of words, then what begins otherwise. */
const rankOf = (option: readonly Term[]): number => {
  if (option[0]?.kind !== 'word') return 2
  return option.length > 1 ? 1 : 0
}

const AFTER_ALL_STEMS = 1_000

function filedAt(first: Term): number {
  switch (first.kind) {
    case 'word': return 0
    case 'stem': return first.stem.length
    case 'number': return AFTER_ALL_STEMS + NUMBER_KINDS.indexOf(first.name)
    default: return first satisfies never
  }
}

function beginningOf(choice: Choice | undefined, token: Token, year: number): Beginning {
  const options = (choice?.options ?? []).filter(([first]) => first && isTerm(first, token, year))
    .toSorted((one, other) => rankOf(one) - rankOf(other))
  const filed = Math.min(...options.map(([first]) => (first ? filedAt(first) : Infinity)))
  return { rests: options.map(([, ...rest]) => rest), filed }
}
