import { LIKENESSES } from '../../domain/triage'
import { featuresOf } from './features'
import type { SecondReader } from './loadSecondReader'

/**
 * How much a sentence reads like each of LIKENESSES, in their order: log-odds, above 0 when rather yes than no. One pass
 * over the words: the time is linear in their letters.
 */
export function scoreSentence({ biases, weights }: SecondReader, words: readonly string[]): readonly number[] {
  const features = featuresOf(words)
  const share = 1 / Math.sqrt(Math.max(1, features.size))
  const sums = new Float64Array(LIKENESSES.length)
  for (const bucket of features) {
    const first = bucket * LIKENESSES.length
    for (let place = 0; place < sums.length; place += 1) sums[place] = (sums[place] ?? 0) + (weights[first + place] ?? 0)
  }
  return biases.map((bias, place) => bias + (sums[place] ?? 0) * share)
}
