import { BUCKETS } from '../features'
import { pool } from '../pool'
import type { Pooling } from '../pool'
import { balances, commonPull, weightsOfHeads } from './trainingTexts'
import type { Known, TrainingSentence, TrainingText } from './trainingTexts'

// Taken once: looked up for every weight, they cost more than the sums where the tests run.
const { abs, exp, max, sqrt } = Math

export interface TrainingPlan {
  readonly heads: number
  readonly rounds: number
  /** How strongly weights are drawn back to nothing. */
  readonly ridge: number
  readonly pooling: Pooling
}

/** Weights of all heads; those of one bucket stand beside each other. */
export interface TrainedHeads {
  readonly biases: Float64Array
  readonly weights: Float32Array
}

/** A miss smaller than this teaches nothing worth the time. */
const LEAST_MISS = 0.004
/** How much of the steepest bend that the slope could have is reckoned with: all of it would make steps needlessly short. */
const BEND = 0.1

const likelihood = (score: number): number => 1 / (1 + exp(-score))

/**
 * Trains heads by logistic regression (all texts at once, Nesterov's steps, L2): on sentences, each by itself, and on messages,
 * whose sentences are taken together and answer for it in proportion to what each lends to it.
 */
export function trainHeads(texts: readonly TrainingText[], plan: TrainingPlan): TrainedHeads {
  const learner = new Learner(plan, texts)
  for (let round = 0; round < plan.rounds; round += 1) learner.learn()
  return learner.best
}

class Learner {
  readonly best: TrainedHeads
  /** Where the next slope is taken: a little beyond the best, in the direction of the last step. */
  private readonly ahead: TrainedHeads
  private readonly slope: TrainedHeads
  private readonly balance: Float64Array
  private readonly stiffness: number
  private readonly biasStiffness: Float64Array
  private speed = 1

  constructor(private readonly plan: TrainingPlan, private readonly texts: readonly TrainingText[]) {
    const { heads } = plan
    const nothing = (bias: number): TrainedHeads => ({ biases: new Float64Array(heads).fill(bias), weights: new Float32Array(heads * BUCKETS) })
    this.best = nothing(-3)
    this.ahead = nothing(-3)
    this.slope = nothing(0)
    this.balance = balances(texts, heads)
    this.stiffness = BEND * commonPull(texts) * max(...this.balance) + plan.ridge
    this.biasStiffness = weightsOfHeads(texts, this.balance).map((weight) => BEND * 2 * max(1, weight))
  }

  learn(): void {
    this.slope.weights.fill(0)
    this.slope.biases.fill(0)
    for (const text of this.texts) this.addSlopeOf(text)
    const speed = (1 + sqrt(1 + 4 * this.speed * this.speed)) / 2
    this.step((this.speed - 1) / speed)
    this.speed = speed
  }

  private addSlopeOf({ sentences, whole }: TrainingText): void {
    const scores = sentences.map((sentence) => scoresOf(this.ahead, this.plan.heads, sentence))
    const misses = sentences.map((sentence, at) => this.missesOf(sentence, scores[at] ?? new Float64Array(0)))
    if (whole) this.addMissesOfWhole(whole, scores, misses)
    sentences.forEach((sentence, at) => this.addSlope(sentence, misses[at] ?? new Float64Array(0)))
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

  private addSlope({ features, tells }: TrainingSentence, misses: Float64Array): void {
    const { heads } = this.plan
    const { weights, biases } = this.slope
    const taught = Int32Array.from([...misses.keys()].filter((head) => abs(misses[head] ?? 0) > LEAST_MISS))
    for (const head of taught) biases[head] = (biases[head] ?? 0) + (misses[head] ?? 0)
    for (let at = 0; at < features.length; at += 1) {
      const first = (features[at] ?? 0) * heads
      const tell = tells[at] ?? 0
      for (let place = 0; place < taught.length; place += 1) {
        const head = taught[place] ?? 0
        weights[first + head] = (weights[first + head] ?? 0) + (misses[head] ?? 0) * tell
      }
    }
  }

  private step(momentum: number): void {
    const { best, ahead, slope, stiffness, plan: { ridge } } = this
    for (let place = 0; place < best.weights.length; place += 1) {
      const from = ahead.weights[place] ?? 0
      const before = best.weights[place] ?? 0
      const next = from - ((slope.weights[place] ?? 0) + ridge * from) / stiffness
      best.weights[place] = next
      ahead.weights[place] = next + momentum * (next - before)
    }
    best.biases.forEach((before, head) => {
      const next = (ahead.biases[head] ?? 0) - (slope.biases[head] ?? 0) / (this.biasStiffness[head] ?? 1)
      best.biases[head] = next
      ahead.biases[head] = next + momentum * (next - before)
    })
  }
}

/** Log-odds of a sentence for each head. */
function scoresOf({ biases, weights }: TrainedHeads, heads: number, { features, tells }: TrainingSentence): Float64Array {
  const sums = Float64Array.from(biases)
  for (let at = 0; at < features.length; at += 1) {
    const first = (features[at] ?? 0) * heads
    const tell = tells[at] ?? 0
    for (let head = 0; head < heads; head += 1) sums[head] = (sums[head] ?? 0) + (weights[first + head] ?? 0) * tell
  }
  return sums
}
