import type { Place } from './placeOrder'
import type { Run } from './runs'

/** A phrase found in a text. */
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
export const MOST_HITS = 40

/** A run with what was found in it, in the order of the text. */
export interface SearchedRun {
  readonly run: Run
  readonly places: readonly Place[]
}

/** What was found in all the runs of a text, by rule key, in the order of the text; sentences are counted over the text. */
export function hitsByKey(runs: readonly SearchedRun[]): Map<string, Hit[]> {
  const all = new Map<string, Hit[]>()
  let before = 0
  for (const { run, places } of runs) {
    for (const place of places) addHit(all, place, run, before)
    before += run.sentences.length
  }
  return all
}

function addHit(all: Map<string, Hit[]>, { posting: { key, rule, phrase }, first, last }: Place, run: Run, before: number): void {
  const hits = all.get(key)
  if (hits && hits.length >= MOST_HITS) return
  const hit: Hit = { key, rule, denies: phrase.denies, sentence: before + (run.sentenceOf[first] ?? 0), run, first, last }
  if (hits) hits.push(hit)
  else all.set(key, [hit])
}
