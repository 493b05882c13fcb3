import { BUCKETS } from '../features'
import { pool } from '../pool'
import type { Pooling } from '../pool'
import { commonPull, corpusOf } from './corpus'
import type { Corpus } from './corpus'
import type { TrainingText } from './trainingTexts'

// Taken once: looked up for every weight, they cost more than the sums where the tests run.
const { abs, exp, log, max, min, sqrt } = Math

export interface TrainingPlan {
  readonly heads: number
  readonly rounds: number
  /** How strongly weights are drawn back to nothing. */
  readonly ridge: number
  readonly pooling: Pooling
}

/** What one head has learned. */
export interface TrainedHead {
  readonly bias: number
  /** By bucket. */
  readonly weights: Float32Array
}

/** A miss smaller than this teaches nothing worth the time. */
const LEAST_MISS = 0.01
/** Rounds from one look at all sentences to the next: between them only those count that the head has something to learn from. */
const ROUNDS_BETWEEN = 6
/** How much of the steepest bend that the slope could have is reckoned with: all of it would make steps needlessly short. */
const BEND = 0.1
/** The rarer answer weighs more, so that it is not lost among the others; not more than so many times. */
const MOST_BALANCE = 4

/** Where a head begins at most: sentences of most messages are not labelled with what it is about, and most are about nothing. */
const HIGHEST_ODDS = -3

const likelihood = (score: number): number => 1 / (1 + exp(-score))

/**
 * Trains heads by logistic regression (Nesterov's steps, L2; all texts every sixth round, in between those that a head still
 * misses): on sentences, each by itself, and on messages,
 * whose sentences are taken together and answer for it in proportion to what each lends to it. One head after the other:
 * the weights of one stay in the processor's cache.
 */
export function trainHeads(texts: readonly TrainingText[], plan: TrainingPlan): TrainedHead[] {
  const corpus = corpusOf(texts)
  const pull = commonPull(corpus)
  return Array.from({ length: plan.heads }, (_, head) => trainHead(corpus, plan, head, pull))
}

function trainHead(corpus: Corpus, plan: TrainingPlan, head: number, pull: number): TrainedHead {
  const learner = new Learner(corpus, plan, head, pull)
  for (let round = 0; round < plan.rounds; round += 1) learner.learn()
  return learner.best
}

class Learner {
  private readonly weights = new Float32Array(BUCKETS)
  private bias: number
  /** Where the next slope is taken: a little beyond the best, in the direction of the last step. */
  private readonly ahead = new Float32Array(BUCKETS)
  private aheadBias: number
  private readonly slope = new Float32Array(BUCKETS)
  private readonly scores: Float64Array
  private readonly misses: Float64Array
  private readonly isLike: Uint8Array
  private readonly counts: Float32Array
  private readonly stiffness: number
  private readonly biasStiffness: number
  /** The sentences that count in this round. */
  private active: Int32Array = new Int32Array(0)
  private rounds = 0
  private speed = 1

  constructor(private readonly corpus: Corpus, private readonly plan: TrainingPlan, private readonly head: number, pull: number) {
    const { known } = corpus
    this.scores = new Float64Array(known.length)
    this.misses = new Float64Array(known.length)
    this.isLike = Uint8Array.from(known, ({ isLike }) => isLike[head] ?? 0)
    const { balance, odds } = balanceOf(corpus, head)
    this.bias = odds
    this.aheadBias = odds
    this.counts = Float32Array.from(known, ({ isLike, weight }) => (weight[head] ?? 0) * (isLike[head] === 1 ? balance : 1))
    this.stiffness = BEND * pull * balance + plan.ridge
    this.biasStiffness = BEND * 2 * max(1, this.counts.reduce((sum, count) => sum + count, 0))
  }

  get best(): TrainedHead {
    return { bias: this.bias, weights: this.weights }
  }

  learn(): void {
    const isFull = this.rounds % ROUNDS_BETWEEN === 0
    this.rounds += 1
    if (isFull) this.active = this.corpus.all
    scoreSentences(this.corpus, this.active, this.ahead, this.aheadBias, this.scores)
    this.miss()
    this.missWholes()
    this.active = worthwhile(this.active, this.misses)
    this.slope.fill(0)
    const biasSlope = addSlopes(this.corpus, this.active, this.misses, this.slope)
    const speed = (1 + sqrt(1 + 4 * this.speed * this.speed)) / 2
    this.step((this.speed - 1) / speed, biasSlope)
    this.speed = speed
  }

  private miss(): void {
    const { active, misses, scores, counts, isLike } = this
    misses.fill(0)
    for (const at of active) {
      const count = counts[at] ?? 0
      misses[at] = count === 0 ? 0 : (likelihood(scores[at] ?? 0) - (isLike[at] ?? 0)) * count
    }
  }

  private missWholes(): void {
    for (const { from, to, whole } of this.corpus.spans) {
      const count = whole.weight[this.head] ?? 0
      if (count === 0) continue
      const { score: together, shares } = pool([...this.scores.subarray(from, to)], this.plan.pooling)
      const miss = (likelihood(together) - (whole.isLike[this.head] ?? 0)) * count
      for (let at = from; at < to; at += 1) this.misses[at] = (this.misses[at] ?? 0) + miss * (shares[at - from] ?? 0)
    }
  }

  private step(momentum: number, biasSlope: number): void {
    const { weights, ahead, slope, stiffness } = this
    stepAlong(weights, ahead, slope, { momentum, pace: 1 / stiffness, shrink: 1 - this.plan.ridge / stiffness })
    const next = this.aheadBias - biasSlope / this.biasStiffness
    this.aheadBias = next + momentum * (next - this.bias)
    this.bias = next
  }
}

/** The sentences that there is something to learn from. */
function worthwhile(active: Int32Array, misses: Float64Array): Int32Array {
  const kept = new Int32Array(active.length)
  let count = 0
  for (const sentence of active) {
    if (abs(misses[sentence] ?? 0) <= LEAST_MISS) continue
    kept[count] = sentence
    count += 1
  }
  return kept.subarray(0, count)
}

/** How much more the head's rarer answer weighs, and the log-odds of any sentence, so weighed, before its words are known. */
function balanceOf({ known }: Corpus, head: number): Readonly<Record<'balance' | 'odds', number>> {
  let [like, all] = [0, 0]
  for (const { isLike, weight } of known) {
    all += weight[head] ?? 0
    if (isLike[head] === 1) like += weight[head] ?? 0
  }
  const unlike = all - like
  const balance = max(1, min(MOST_BALANCE, sqrt(unlike / max(1, like))))
  return { balance, odds: min(HIGHEST_ODDS, log((like + 1) * balance / (unlike + 1))) }
}

/** Log-odds of each sentence. */
function scoreSentences({ starts, features, tells }: Corpus, active: Int32Array, weights: Float32Array, bias: number, scores: Float64Array): void {
  for (const sentence of active) {
    const end = starts[sentence + 1] ?? 0
    let sum = bias
    for (let at = starts[sentence] ?? 0; at < end; at += 1) sum += (weights[features[at] ?? 0] ?? 0) * (tells[at] ?? 0)
    scores[sentence] = sum
  }
}

/** Adds what each sentence's miss says of the weights; returns what all say of the bias. */
function addSlopes({ starts, features, tells }: Corpus, active: Int32Array, misses: Float64Array, slope: Float32Array): number {
  let ofBias = 0
  for (const sentence of active) {
    const miss = misses[sentence] ?? 0
    ofBias += miss
    const end = starts[sentence + 1] ?? 0
    for (let at = starts[sentence] ?? 0; at < end; at += 1) {
      const bucket = features[at] ?? 0
      slope[bucket] = (slope[bucket] ?? 0) + miss * (tells[at] ?? 0)
    }
  }
  return ofBias
}

/** One step down the slope, and the place beyond it where the next slope is taken. */
function stepAlong(weights: Float32Array, ahead: Float32Array, slope: Float32Array, { momentum, pace, shrink }: Readonly<Record<'momentum' | 'pace' | 'shrink', number>>): void {
  for (let place = 0; place < weights.length; place += 1) {
    const before = weights[place] ?? 0
    const next = (ahead[place] ?? 0) * shrink - (slope[place] ?? 0) * pace
    weights[place] = next
    ahead[place] = next + momentum * (next - before)
  }
}
