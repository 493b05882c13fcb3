import { BUCKETS } from '../features'

// Taken once: looked up for every weight, they cost more than the sums where the tests run.
const { max, min, sqrt } = Math

/** What is known of one head: whether it is so, and how much that counts; 0 when nobody knows. */
export interface Known {
  readonly isLike: Uint8Array
  readonly weight: Float32Array
}

/** One sentence as the training sees it. */
export interface TrainingSentence extends Known {
  readonly features: Int32Array
  /** How much each feature tells, beside it; the squares of all add up to 1. */
  readonly tells: Float32Array
}

/** Sentences of one message, or one alone; `whole` is what is known of all of them together. */
export interface TrainingText {
  readonly sentences: readonly TrainingSentence[]
  readonly whole?: Known
}

/** The rarer answer weighs more, so that it is not lost among the others; not more than so many times. */
const MOST_BALANCE = 4
/** How much more each head’s rarer answer weighs. */
export function balances(texts: readonly TrainingText[], heads: number): Float64Array {
  const [like, all] = [new Float64Array(heads), new Float64Array(heads)]
  for (const { isLike, weight } of texts.flatMap(({ sentences }) => sentences)) {
    for (let head = 0; head < heads; head += 1) {
      const counts = weight[head] ?? 0
      all[head] = (all[head] ?? 0) + counts
      if (isLike[head] === 1) like[head] = (like[head] ?? 0) + counts
    }
  }
  return like.map((count, head) => max(1, min(MOST_BALANCE, sqrt(((all[head] ?? 0) - count) / max(1, count)))))
}

/** How much all sentences together weigh for each head. */
export function weightsOfHeads(texts: readonly TrainingText[], balance: Float64Array): Float64Array {
  const known = texts.flatMap(({ sentences }) => sentences)
  return balance.map((more, head) => known.reduce((sum, { isLike, weight }) => sum + (weight[head] ?? 0) * (isLike[head] === 1 ? more : 1), 0))
}

/** How far the sentences point the same way, at most: the more they do, the shorter a step may be. */
export function commonPull(texts: readonly TrainingText[]): number {
  let [along, length] = [new Float64Array(BUCKETS).fill(1 / sqrt(BUCKETS)), 1]
  for (let round = 0; round < 8; round += 1) {
    const next = new Float64Array(BUCKETS)
    for (const { features, tells } of texts.flatMap(({ sentences }) => sentences)) {
      let sum = 0
      for (let at = 0; at < features.length; at += 1) sum += (along[features[at] ?? 0] ?? 0) * (tells[at] ?? 0)
      for (let at = 0; at < features.length; at += 1) next[features[at] ?? 0] = (next[features[at] ?? 0] ?? 0) + sum * (tells[at] ?? 0)
    }
    length = sqrt(next.reduce((sum, value) => sum + value * value, 0))
    along = next.map((value) => value / max(length, Number.MIN_VALUE))
  }
  return length
}
