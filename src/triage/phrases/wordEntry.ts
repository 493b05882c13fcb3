import { NO_NAME } from '../text/knownWords'
import type { KnownWords } from '../text/knownWords'
import type { CompiledIndex } from './compiledIndex'
import type { Posting } from './phraseIndex'
import { rowOf } from './rows'
import { termsOfKinds } from './terms'

/** How a word begins a choice. */
export interface Beginning {
  /** What must stand after it: the other terms of each option that begins with it, in the order in which they are tried. */
  readonly rests: readonly Int32Array[]
  /** How the word was found: 0 as itself, then by a beginning of it, the shorter the less, then as a kind of number. */
  readonly filed: number
}

/** By the number of the choice. */
export type Beginnings = ReadonlyMap<number, Beginning>

/** What the lexicon knows of a word. */
export interface WordEntry {
  /** The choices that may begin with it. */
  readonly begins: Beginnings
  /** Those of them that are some phrase's rarest. */
  readonly needed: readonly number[]
  /** The phrases that it is, all by itself. */
  readonly alone: readonly Posting[]
  /** The other phrases of which it may be the anchor word. */
  readonly postings: readonly Posting[]
  /** The `rarest` of each of those. */
  readonly rarest: readonly number[]
}

/** The word itself, when the lexicon has it, and all its beginnings, the shorter first. */
function namesIn({ shorter, lengths }: KnownWords, name: number): number[] {
  const names: number[] = []
  for (let at = name; at !== NO_NAME; at = shorter[at] ?? NO_NAME) names.push(at)
  return names.toSorted((one, other) => (lengths[one] ?? 0) - (lengths[other] ?? 0))
}

/** The choices that may begin with a word: by the word itself first, then by its beginnings, then as a kind of number. */
export function beginningsFor(index: CompiledIndex, name: number, kinds: number): Beginnings {
  const names = namesIn(index.known, name)
  const kindTerms = termsOfKinds(kinds)
  const numbers = [
    ...names.flatMap((one) => [...rowOf(index.begun, one)]),
    ...kindTerms.flatMap((term) => [...rowOf(index.begunByKind, -1 - term)]),
  ]
  const terms = new Set([...names, ...kindTerms])
  return new Map(numbers.map((number) => [number, beginningOf(index, number, terms)]))
}

const AFTER_ALL_STEMS = 1_000
const filedAt = ({ lengths }: KnownWords, term: number): number => (term < 0 ? AFTER_ALL_STEMS - term : lengths[term] ?? 0)

function beginningOf({ choices, known }: CompiledIndex, number: number, terms: ReadonlySet<number>): Beginning {
  const options = rowOf(choices, number)
  const rests: Int32Array[] = []
  let filed = Infinity
  for (let at = 0; at < options.length;) {
    const after = at + 1 + (options[at] ?? 0)
    const first = options[at + 1] ?? NO_NAME
    if (terms.has(first)) {
      rests.push(options.subarray(at + 2, after))
      filed = Math.min(filed, filedAt(known, first))
    }
    at = after
  }
  return { rests, filed }
}
