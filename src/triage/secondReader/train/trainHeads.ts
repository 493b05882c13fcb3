import { pool } from '../pool'
import type { Pooling } from '../pool'
import { seededNumbers, shuffled } from './seededNumbers'

// Taken once: looked up for every weight, they cost more than the sums where the tests run.
const { abs, exp, max, min, sqrt } = Math

/** What is known of one head: whether it is so, and how much that counts; 0 when nobody knows. */
export interface Known {
  readonly isLike: Uint8Array
  readonly weight: Float32Array
}

/** One sentence as the training sees it. */
export interface TrainingSentence extends Known {
  readonly features: readonly number[]
}

/** Sentences of one message, or one alone; `whole` is what is known of all of them together. */
export interface TrainingText {
  readonly sentences: readonly TrainingSentence[]
  readonly whole?: Known
}

export interface TrainingPlan {
  readonly seed: number
  readonly heads: number
  readonly buckets: number
  readonly rounds: number
  readonly rate: number
  /** How strongly weights are drawn back to nothing, at each step that uses them. */
  readonly shrink: number
  readonly pooling: Pooling
}

/** Weights of all heads; those of one bucket stand beside each other. */
export interface TrainedHeads {
  readonly biases: Float64Array
  readonly weights: Float32Array
}

/** A miss smaller than this teaches nothing worth the time. */
const LEAST_MISS = 0.01
/** The rarer answer weighs more, so that it is not lost among the others; not more than so many times. */
const MOST_BALANCE = 4

const likelihood = (score: number): number => 1 / (1 + exp(-score))

function balances(texts: readonly TrainingText[], heads: number): Float64Array {
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

/**
 * Trains heads by logistic regression (AdaGrad with L2): on sentences, each by itself, and on messages, whose sentences are
 * taken together and answer for it in proportion to what each lends to it.
 */
export function trainHeads(texts: readonly TrainingText[], plan: TrainingPlan): TrainedHeads {
  const next = seededNumbers(plan.seed)
  const learner = new Learner(plan, balances(texts, plan.heads))
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const index of shuffled(texts.length, next)) {
      const text = texts[index]
      if (text) learner.learn(text)
    }
  }
  return learner
}

/** AdaGrad: what has moved far already moves less. */
class Learner implements TrainedHeads {
  readonly biases: Float64Array
  readonly weights: Float32Array
  private readonly moved: Float32Array
  private readonly biasMoved: Float64Array

  constructor(private readonly plan: TrainingPlan, private readonly balance: Float64Array) {
    const { heads, buckets } = plan
    this.biases = new Float64Array(heads).fill(-2)
    this.biasMoved = new Float64Array(heads).fill(1e-6)
    this.weights = new Float32Array(heads * buckets)
    this.moved = new Float32Array(heads * buckets).fill(1e-6)
  }

  learn({ sentences, whole }: TrainingText): void {
    const scores = sentences.map(({ features }) => scoresOf(this, this.plan.heads, features))
    const misses = sentences.map((sentence, at) => this.missesOf(sentence, scores[at] ?? new Float64Array(0)))
    if (whole) this.addMissesOfWhole(whole, scores, misses)
    sentences.forEach(({ features }, at) => this.step(features, misses[at] ?? new Float64Array(0)))
  }

  private missesOf({ isLike, weight }: Known, scores: Float64Array): Float64Array {
    return scores.map((score, head) => {
      const counts = weight[head] ?? 0
      if (counts === 0) return 0
      return isLike[head] === 1 ? (likelihood(score) - 1) * counts * (this.balance[head] ?? 1) : likelihood(score) * counts
    })
  }

  private addMissesOfWhole({ isLike, weight }: Known, scores: readonly Float64Array[], misses: readonly Float64Array[]): void {
    for (let head = 0; head < this.plan.heads; head += 1) {
      const counts = weight[head] ?? 0
      if (counts === 0) continue
      const { score, shares } = pool(scores.map((all) => all[head] ?? 0), this.plan.pooling)
      const miss = (likelihood(score) - (isLike[head] ?? 0)) * counts
      misses.forEach((all, at) => { all[head] = (all[head] ?? 0) + miss * (shares[at] ?? 0) })
    }
  }

  private step(features: readonly number[], misses: Float64Array): void {
    const { heads, rate, shrink } = this.plan
    const share = 1 / sqrt(max(1, features.length))
    const taught = [...misses.keys()].filter((head) => abs(misses[head] ?? 0) > LEAST_MISS)
    for (const head of taught) {
      const miss = misses[head] ?? 0
      const sum = (this.biasMoved[head] ?? 0) + miss * miss
      this.biasMoved[head] = sum
      this.biases[head] = (this.biases[head] ?? 0) - (rate * miss) / sqrt(sum)
    }
    for (const bucket of features) {
      for (const head of taught) {
        const place = bucket * heads + head
        const weight = this.weights[place] ?? 0
        const slope = (misses[head] ?? 0) * share + shrink * weight * share * share
        const sum = (this.moved[place] ?? 0) + slope * slope
        this.moved[place] = sum
        this.weights[place] = weight - (rate * slope) / sqrt(sum)
      }
    }
  }
}

/** Log-odds of a sentence for each head; longer ones have more features and are no likelier for it. */
export function scoresOf({ biases, weights }: TrainedHeads, heads: number, features: readonly number[]): Float64Array {
  const sums = new Float64Array(heads)
  for (const bucket of features) {
    const first = bucket * heads
    for (let head = 0; head < heads; head += 1) sums[head] = (sums[head] ?? 0) + (weights[first + head] ?? 0)
  }
  const share = 1 / sqrt(max(1, features.length))
  return sums.map((sum, head) => (biases[head] ?? 0) + sum * share)
}
