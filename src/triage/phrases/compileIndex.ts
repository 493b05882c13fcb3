import { KnownWordsBuilder } from '../text/knownWords'
import { anchorOf, rarestBeside } from './anchor'
import type { Choice, Term } from './choice'
import { FREQUENCY_OF_NUMBERS, frequencyOfStem, frequencyOfWord } from './commonWords'
import type { CompiledIndex } from './compiledIndex'
import type { Phrase, Slot } from './compilePhrase'
import { NUMBER_KINDS } from './numberKinds'
import { rowsOf } from './rows'
import { termOfKind } from './terms'

/** A phrase and the rule it belongs to. */
export interface OwnedPhrase {
  readonly phrase: Phrase
  /** The rule's key and the phrase's place in it, counted from 1: what evidence names. */
  readonly rule: string
  readonly key: string
}

/** A place in a phrase, with its choice as the index counts it. */
export interface CountedSlot extends Slot {
  /** The choice's, from 1 on. */
  readonly number: number
  /** How often one of the words by which it begins stands in a thousand. */
  readonly frequency: number
}

/** No choice has this number. */
export const NOTHING = 0

type Counted = Pick<CountedSlot, 'number' | 'frequency'>

/** Single words are tried first, then runs of words, then what begins otherwise. */
const rankOf = (option: readonly Term[]): number => {
  if (option[0]?.kind !== 'word') return 2
  return option.length > 1 ? 1 : 0
}

function frequencyOf(first: Term): number {
  switch (first.kind) {
    case 'word': return frequencyOfWord(first.word)
    case 'stem': return frequencyOfStem(first.stem)
    case 'number': return FREQUENCY_OF_NUMBERS
    default: return first satisfies never
  }
}

/** Numbers the words, choices and keys of phrases as it meets them. */
class IndexBuilder {
  private readonly known = new KnownWordsBuilder()
  private readonly counted = new Map<Choice, Counted>()
  private readonly begun: number[][] = []
  private readonly begunByKind: number[][] = []
  private readonly choices: number[][] = [[]]
  private readonly anchored: number[][] = []
  private readonly needed: number[] = []
  private readonly phrases: number[][] = []
  private readonly keys = new Map<string, number>()

  add({ phrase, key }: OwnedPhrase): void {
    const slots = phrase.slots.map((slot): CountedSlot => ({ ...slot, ...this.count(slot.choice) }))
    const anchor = anchorOf(slots)
    const rarest = rarestBeside(anchor.slot, slots)?.number ?? NOTHING
    const keyNumber = this.keys.get(key) ?? this.keys.size
    this.keys.set(key, keyNumber)
    this.needed.push(rarest);
    (this.anchored[anchor.slot.number] ??= []).push(this.phrases.length)
    const row = [keyNumber, Number(phrase.denies), rarest, anchor.least, anchor.most]
    for (const { number, gap, optional } of slots) row.push(number, gap, Number(optional))
    this.phrases.push(row)
  }

  private count(choice: Choice): Counted {
    const known = this.counted.get(choice)
    if (known) return known
    const number = this.choices.length
    let frequency = 0
    for (const [first] of choice.options) {
      if (!first) continue
      this.file(first, number)
      frequency += frequencyOf(first)
    }
    this.choices.push(this.optionsOf(choice))
    const counted = { number, frequency }
    this.counted.set(choice, counted)
    return counted
  }

  /** Files a choice under a term by which it may begin. */
  private file(first: Term, number: number): void {
    if (first.kind === 'number') (this.begunByKind[NUMBER_KINDS.indexOf(first.name)] ??= []).push(number)
    else (this.begun[this.termOf(first)] ??= []).push(number)
  }

  private optionsOf({ options }: Choice): number[] {
    const row: number[] = []
    const ordered = options.length > 1 ? options.toSorted((one, other) => rankOf(one) - rankOf(other)) : options
    for (const option of ordered) {
      row.push(option.length)
      for (const term of option) row.push(this.termOf(term))
    }
    return row
  }

  private termOf(term: Term): number {
    switch (term.kind) {
      case 'word': return this.known.word(term.word)
      case 'stem': return this.known.stem(term.stem)
      case 'number': return termOfKind(term.name)
      default: return term satisfies never
    }
  }

  finish(rules: readonly string[]): CompiledIndex {
    const known = this.known.finish()
    const needed = new Uint8Array(this.choices.length)
    for (const choice of this.needed) needed[choice] = 1
    return {
      known, needed, rules,
      begun: rowsOf(this.begun, known.lengths.length),
      begunByKind: rowsOf(this.begunByKind, NUMBER_KINDS.length),
      choices: rowsOf(this.choices),
      anchored: rowsOf(this.anchored, this.choices.length),
      phrases: rowsOf(this.phrases),
      keys: [...this.keys.keys()],
    }
  }
}

/**
 * An inverted index of the lexicon: each phrase stands in the list of its rarest place, so that common words, of which nearly
 * every phrase has some, open none.
 */
export function compileIndex(phrases: readonly OwnedPhrase[]): CompiledIndex {
  const builder = new IndexBuilder()
  for (const phrase of phrases) builder.add(phrase)
  return builder.finish(phrases.map(({ rule }) => rule))
}
