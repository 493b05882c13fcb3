import type { Run } from './runs'

/** A phrase as findings name it. */
export interface FoundPhrase {
  readonly rule: string
  readonly key: string
  /** It contains a denial itself. */
  readonly denies: boolean
  /** Counted over the lexicon, and over its keys. */
  readonly number: number
  readonly keyNumber: number
}

/** A phrase found in a text. */
export interface Hit {
  readonly phrase: FoundPhrase
  /** Where it stands: which sentence, and which words of its run (the sentences that run on into each other) it covers. */
  readonly run: Run
  readonly sentence: number
  readonly first: number
  readonly last: number
}

export const overlaps = (one: Hit, other: Hit): boolean =>
  one.run === other.run && one.first <= other.last && other.first <= one.last

/** More than this many places of one rule tell a person nothing new. */
export const MOST_HITS = 40

/** A run with what was found in it, in the order of the text. */
export interface SearchedRun {
  readonly run: Run
  readonly hits: readonly Hit[]
}

/** What was found in all the runs of a text, by rule key, in the order of the text. */
export function hitsByKey(runs: readonly SearchedRun[]): Map<string, Hit[]> {
  const all = new Map<string, Hit[]>()
  for (const { hits } of runs) {
    for (const hit of hits) {
      const { key } = hit.phrase
      const known = all.get(key)
      if (!known) all.set(key, [hit])
      else if (known.length < MOST_HITS) known.push(hit)
    }
  }
  return all
}
