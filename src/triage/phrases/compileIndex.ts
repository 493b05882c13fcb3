import { ANY_WORD, KnownWordsBuilder, NO_NAME } from '../text/knownWords'
import type { KnownWords, Misspelt } from '../text/knownWords'
import { anchorOf, type CountedSlot, rarestBeside } from './anchor'
import type { Choice, Term } from './choice'
import { FREQUENCY_OF_NUMBERS, frequencyOfStem, frequencyOfWord } from './commonWords'
import { compileEntries } from './compileEntries'
import { NOTHING } from './compiledIndex'
import type { CompiledIndex } from './compiledIndex'
import type { Phrase } from './compilePhrase'
import { rowsOf } from './rows'
import { termOfKind } from './terms'

/** A phrase and the rule it belongs to. */
export interface OwnedPhrase {
  readonly phrase: Phrase
  /** The rule's key and the phrase's place in it, counted from 1: what evidence names. */
  readonly rule: string
  readonly key: string
}

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
  /** By choice, its options as terms: none for NOTHING. */
  private readonly choices: (readonly (readonly number[])[])[] = [[]]
  private readonly anchored: number[][] = []
  private readonly rarest: number[] = []
  private readonly single: boolean[] = []
  private readonly phrases: number[][] = []
  private readonly keys = new Map<string, number>()

  add({ phrase, key }: OwnedPhrase): void {
    const slots = phrase.slots.map(({ choice, optional, gap }): CountedSlot => {
      const { number, frequency } = this.count(choice)
      return { choice, optional, gap, number, frequency }
    })
    const { slot, least, most } = anchorOf(slots)
    const keyNumber = this.keys.get(key) ?? this.keys.size
    this.keys.set(key, keyNumber);
    (this.anchored[slot.number] ??= []).push(this.phrases.length)
    this.rarest.push(rarestBeside(slot, slots)?.number ?? NOTHING)
    this.single.push(slots.length === 1)
    // In the order of compiledIndex.ts.
    const row = [keyNumber, Number(phrase.denies), least, most]
    for (const { number, gap, optional } of slots) row.push(number, gap, Number(optional))
    this.phrases.push(row)
  }

  private count(choice: Choice): Counted {
    const known = this.counted.get(choice)
    if (known) return known
    const number = this.choices.length
    let frequency = 0
    for (const [first] of choice.options) if (first) frequency += frequencyOf(first)
    const ordered = choice.options.length > 1 ? choice.options.toSorted((one, other) => rankOf(one) - rankOf(other)) : choice.options
    this.choices.push(ordered.map((option) => option.map((term) => this.termOf(term))))
    const counted = { number, frequency }
    this.counted.set(choice, counted)
    return counted
  }

  private termOf(term: Term): number {
    switch (term.kind) {
      case 'word': return this.known.word(term.word)
      case 'stem': return this.known.stem(term.stem)
      case 'number': return termOfKind(term.name)
      default: return term satisfies never
    }
  }

  finish(rules: readonly string[], misspelt: Misspelt): CompiledIndex {
    const { choices, anchored, rarest, single } = this
    const numberable = this.known.numberable()
    const known = this.known.finish(misspelt)
    return {
      ...compileEntries({ known, numberable, choices, anchored, rarest, single }),
      known, rules,
      only: Int32Array.from(choices, (options) => onlyWord(known, options)),
      phrases: rowsOf(this.phrases),
      keys: [...this.keys.keys()],
    }
  }
}

/** The only word that a choice means, when it has no other option. */
function onlyWord({ lengths }: KnownWords, [option, ...others]: readonly (readonly number[])[]): number {
  const [term = NO_NAME, ...rest] = option ?? []
  return term > ANY_WORD && lengths[term] === 0 && rest.length + others.length === 0 ? term : NO_NAME
}

/**
 * An inverted index of the lexicon: each phrase stands in the list of its rarest place, so that common words, of which nearly
 * every phrase has some, open none.
 */
export function compileIndex(phrases: readonly OwnedPhrase[], misspelt: Misspelt = {}): CompiledIndex {
  const builder = new IndexBuilder()
  for (const phrase of phrases) builder.add(phrase)
  return builder.finish(phrases.map(({ rule }) => rule), misspelt)
}
