import { featuresOf, featuresOfAll } from './features'
import type { HeadTable, SecondReader } from './loadSecondReader'
import { lengthOf } from './rarity'

/** How much a sentence reads like each head of its two groups, in their order: log-odds, above 0 when rather yes than no. */
export interface SentenceScores {
  readonly dangers: Float64Array
  readonly indicators: Float64Array
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

function shareOf(rarity: Float32Array, features: ReadonlySet<number>): number {
  const length = lengthOf(features, rarity)
  return length === 0 ? 0 : 1 / length
}

/** Scores a sentence by all heads that read sentences, in one pass over its words. */
export function scoreSentence({ rarity, dangers, indicators }: SecondReader, words: readonly string[]): SentenceScores {
  const features = featuresOf(words)
  const share = shareOf(rarity, features)
  return { dangers: scoresIn(dangers, features, share), indicators: scoresIn(indicators, features, share) }
}

/** Scores all sentences of a message together, by the heads that read it whole: log-odds, in their order. */
export function scoreWhole({ rarity, wholes }: SecondReader, sentences: readonly (readonly string[])[]): Float64Array {
  const features = featuresOfAll(sentences)
  return scoresIn(wholes, features, shareOf(rarity, features))
}
