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

/** The score from which on a sentence is among the strongest; found without sorting all, since most heads say nothing of most. */
function leastOfStrongest(scores: readonly number[], strongest: number): number {
  if (scores.length <= strongest) return -Infinity
  const best = scores.slice(0, strongest).toSorted((one, other) => one - other)
  for (let at = strongest; at < scores.length; at += 1) {
    const score = scores[at] ?? -Infinity
    if (score <= (best[0] ?? 0)) continue
    let place = 1
    for (; place < strongest && (best[place] ?? Infinity) < score; place += 1) best[place - 1] = best[place] ?? 0
    best[place - 1] = score
  }
  return best[0] ?? -Infinity
}

/**
 * Takes the scores (log-odds) of sentences together, as one message's: the strongest counts most, and others beside it add
 * to it. A sentence more never lowers it.
 */
export function pool(scores: readonly number[], { strongest, sharpness }: Pooling): Pooled {
  if (scores.length === 0) return { score: NOTHING, shares: [] }
  const least = leastOfStrongest(scores, strongest)
  const most = scores.reduce((so, score) => max(so, score), -Infinity)
  const parts = scores.map((score) => (score < least ? 0 : exp((score - most) * sharpness)))
  const sum = parts.reduce((so, part) => so + part, 0)
  return { score: most + log(sum) / sharpness, shares: parts.map((part) => part / sum) }
}
