import { featuresOf } from './features'
import type { HeadTable, SecondReader } from './loadSecondReader'
import { lengthOf } from './rarity'

/** How much a sentence reads like each head of the two groups, in their order: log-odds, above 0 when rather yes than no. */
export interface SentenceScores {
  readonly dangers: Float64Array
  readonly topics: Float64Array
}

function scoresIn({ group: { heads }, biases, steps, weights }: HeadTable, features: ReadonlySet<number>, share: number): Float64Array {
  const { length } = heads
  const sums = new Int32Array(length)
  for (const bucket of features) {
    const first = bucket * length
    for (let place = 0; place < length; place += 1) sums[place] = (sums[place] ?? 0) + (weights[first + place] ?? 0)
  }
  const scores = new Float64Array(length)
  for (let place = 0; place < length; place += 1) scores[place] = (biases[place] ?? 0) + (sums[place] ?? 0) * (steps[place] ?? 0) * share
  return scores
}

/** Scores a sentence by all heads, in one pass over its words: the time is linear in their letters. */
export function scoreSentence({ rarity, dangers, topics }: SecondReader, words: readonly string[]): SentenceScores {
  const features = featuresOf(words)
  const length = lengthOf(features, rarity)
  const share = length === 0 ? 0 : 1 / length
  return { dangers: scoresIn(dangers, features, share), topics: scoresIn(topics, features, share) }
}
