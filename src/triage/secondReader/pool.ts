const { exp, log, max } = Math

/** How sentences are taken together. */
export interface Pooling {
  /** No more sentences than these count, so that length alone makes nothing urgent. */
  readonly strongest: number
  /** Below 1, weak sentences add up to more; far above it, only the strongest counts. */
  readonly sharpness: number
}

/** What a message without a sentence reads like: nothing. */
const NOTHING = -20

/** What the sentences of a message amount to for one head, and how much of that is each one's. */
export interface Pooled {
  readonly score: number
  readonly shares: readonly number[]
}

/**
 * Takes the scores (log-odds) of sentences together, as one message's: the strongest counts most, and others beside it add
 * to it. A sentence more never lowers it.
 */
export function pool(scores: readonly number[], { strongest, sharpness }: Pooling): Pooled {
  if (scores.length === 0) return { score: NOTHING, shares: [] }
  const least = scores.length <= strongest ? -Infinity : scores.toSorted((one, other) => other - one)[strongest - 1] ?? -Infinity
  const most = scores.reduce((so, score) => max(so, score), -Infinity)
  const parts = scores.map((score) => (score < least ? 0 : exp((score - most) * sharpness)))
  const sum = parts.reduce((so, part) => so + part, 0)
  return { score: most + log(sum) / sharpness, shares: parts.map((part) => part / sum) }
}
