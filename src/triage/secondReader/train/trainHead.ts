// Taken once: looked up for every weight, they cost more than the sums where the tests run.
const { exp, imul, max, sqrt } = Math

/** One labelled sentence as the training sees it. */
export interface Example {
  readonly features: readonly number[]
  readonly isLike: boolean
}

export interface HeadWeights {
  readonly bias: number
  readonly weights: Float64Array
}

export interface TrainingPlan {
  readonly seed: number
  readonly buckets: number
  readonly rounds: number
  readonly rate: number
  /** How strongly weights are drawn back to nothing, at each step that uses them. */
  readonly shrink: number
}

/** mulberry32: a small generator that gives the same row of numbers from 0 to 1 for the same seed everywhere. */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The numbers from 0 up to `count` in an order that the seed decides. */
export function shuffled(count: number, next: () => number): number[] {
  const order = Array.from({ length: count }, (_, index) => index)
  for (let at = count - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1))
    const kept = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = kept
  }
  return order
}

/** Log-odds of a sentence; longer ones have more features and are no likelier for it. */
export function scoreOf({ bias, weights }: HeadWeights, features: readonly number[]): number {
  let sum = 0
  for (const bucket of features) sum += weights[bucket] ?? 0
  return bias + sum / sqrt(max(1, features.length))
}

const likelihood = (score: number): number => 1 / (1 + exp(-score))

/** Logistic regression by AdaGrad with L2; the rarer answer weighs more, so that it is not lost among the others. */
export function trainHead(examples: readonly Example[], plan: TrainingPlan): HeadWeights {
  const next = seededNumbers(plan.seed)
  const like = examples.filter(({ isLike }) => isLike).length
  const learner = new Learner(plan, sqrt((examples.length - like) / max(1, like)))
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const index of shuffled(examples.length, next)) {
      const example = examples[index]
      if (example) learner.learn(example)
    }
  }
  return learner
}

/** AdaGrad: what has moved far already moves less. */
class Learner implements HeadWeights {
  bias = 0
  readonly weights: Float64Array
  private readonly moved: Float64Array
  private biasMoved = 1e-8

  constructor(private readonly plan: TrainingPlan, private readonly weightOfLike: number) {
    this.weights = new Float64Array(plan.buckets)
    this.moved = new Float64Array(plan.buckets).fill(1e-8)
  }

  learn({ features, isLike }: Example): void {
    const { rate, shrink } = this.plan
    const share = 1 / sqrt(max(1, features.length))
    const miss = (likelihood(scoreOf(this, features)) - (isLike ? 1 : 0)) * (isLike ? this.weightOfLike : 1)
    for (const bucket of features) {
      const weight = this.weights[bucket] ?? 0
      const slope = miss * share + shrink * weight
      const sum = (this.moved[bucket] ?? 0) + slope * slope
      this.moved[bucket] = sum
      this.weights[bucket] = weight - (rate * slope) / sqrt(sum)
    }
    this.biasMoved += miss * miss
    this.bias -= (rate * miss) / sqrt(this.biasMoved)
  }
}
