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

/** A run with what was found in it; the hits' sentences are counted within the run. */
export interface SearchedRun {
  readonly run: Run
  readonly hits: readonly Hit[]
}

/** What was found in all the runs of a text, by rule key, in the order of the text; sentences are counted over the text. */
export function hitsByKey(runs: readonly SearchedRun[]): Map<string, Hit[]> {
  const all = new Map<string, Hit[]>()
  let before = 0
  for (const { run, hits } of runs) {
    for (const hit of hits) addHit(all, hit, before)
    before += run.sentences.length
  }
  return all
}

function addHit(all: Map<string, Hit[]>, { key, rule, denies, sentence, run, first, last }: Hit, before: number): void {
  const hit: Hit = { key, rule, denies, sentence: before + sentence, run, first, last }
  const hits = all.get(key)
  if (!hits) all.set(key, [hit])
  else if (hits.length < MOST_HITS) hits.push(hit)
}
