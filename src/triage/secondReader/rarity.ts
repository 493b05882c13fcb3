import { countsAsLetters, lettersAsCounts } from './weightLetters'
import { BUCKETS } from './features'

/** A letter’s steps for each time that a bucket is e times rarer: what stands in two of some ten thousand sentences still has a letter. */
const STEPS = 6
/** What was met in fewer sentences tells nothing of sentences that nobody has written yet. */
const FEWEST = 2

/** How much each bucket tells: the more, the fewer sentences have it. 0 where too few had it. */
export function rarityOf(sentences: readonly ReadonlySet<number>[]): string {
  const met = new Uint32Array(BUCKETS)
  for (const buckets of sentences) for (const bucket of buckets) met[bucket] = (met[bucket] ?? 0) + 1
  const counts = Array.from(met, (times) => (times < FEWEST ? 0 : Math.round(Math.log((sentences.length + 1) / (times + 1)) * STEPS)))
  return countsAsLetters(counts)
}

/** What rarityOf wrote, as numbers to weigh with. */
export const rarityFrom = (letters: string): Float32Array => new Float32Array(lettersAsCounts(letters)).map((count) => count / STEPS)

/** What divides the sum of a sentence's weights, so that a longer one is no likelier for its length; 0 when it says nothing. */
export function lengthOf(buckets: Iterable<number>, rarity: Float32Array): number {
  let sum = 0
  for (const bucket of buckets) sum += (rarity[bucket] ?? 0) ** 2
  return Math.sqrt(sum)
}
