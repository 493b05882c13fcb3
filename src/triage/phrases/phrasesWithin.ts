import type { Choice } from './compilePhrase'
import type { Run } from './matchPhrases'
import type { OwnedPhrase } from './phraseIndex'

/**
 * Which phrases could stand in these runs at all: each of their places has a word that occurs somewhere. A cheap look that
 * spares the costly one, since most phrases begin with everyday words and go on with rare ones.
 */
export function phrasesWithin(runs: readonly Run[]): (owned: OwnedPhrase) => boolean {
  const words = new Set(runs.flatMap(({ tokens }) => tokens.map(({ word }) => word)))
  const seen = new Map<Choice, boolean>()
  const occurs = (choice: Choice): boolean => {
    let known = seen.get(choice)
    if (known === undefined) seen.set(choice, (known = mayOccur(choice, words)))
    return known
  }
  return ({ phrase }) => phrase.slots.every(({ choice, optional }) => optional || occurs(choice))
}

function mayOccur({ words, runs, others }: Choice, present: ReadonlySet<string>): boolean {
  if (others.length > 0) return true
  for (const word of words) if (present.has(word)) return true
  for (const word of runs.keys()) if (present.has(word)) return true
  return false
}
