import { BUCKETS } from '../features'
import type { Known, TrainingText } from './trainingTexts'

// Taken once: looked up for every weight, they cost more than the sums where the tests run.
const { max, sqrt } = Math

/** The sentences of a text, from one up to another, and what is known of them together. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly whole?: Known
}

/** All sentences in a row, their features one after the other: what one head after the other is trained on. */
export interface Corpus {
  /** Where each sentence's features begin; one more than there are sentences. */
  readonly starts: Int32Array
  readonly features: Int32Array
  /** How much each feature tells; the squares of a sentence's add up to 1. */
  readonly tells: Float32Array
  readonly known: readonly Known[]
  /** The place of every sentence. */
  readonly all: Int32Array
  /** Texts that are known as a whole. */
  readonly spans: readonly Required<Span>[]
}

const isKnown = (span: Span): span is Required<Span> => span.whole !== undefined

/** Lays texts out for training. */
export function corpusOf(texts: readonly TrainingText[]): Corpus {
  const sentences = texts.flatMap((text) => text.sentences)
  const starts = new Int32Array(sentences.length + 1)
  sentences.forEach(({ features }, at) => { starts[at + 1] = (starts[at] ?? 0) + features.length })
  const features = new Int32Array(starts.at(-1) ?? 0)
  const tells = new Float32Array(features.length)
  sentences.forEach((sentence, at) => {
    features.set(sentence.features, starts[at])
    tells.set(sentence.tells, starts[at])
  })
  let from = 0
  const spans = texts.map((text): Span => {
    const to = from + text.sentences.length
    const span: Span = { from, to, ...(text.whole && { whole: text.whole }) }
    from = to
    return span
  })
  return { starts, features, tells, all: Int32Array.from(sentences.keys()), known: sentences.map(({ isLike, weight }) => ({ isLike, weight })), spans: spans.filter(isKnown) }
}

/** How far the sentences point the same way, at most: the more they do, the shorter a step may be. */
export function commonPull({ starts, features, tells }: Corpus): number {
  let [along, length] = [new Float64Array(BUCKETS).fill(1 / sqrt(BUCKETS)), 1]
  for (let round = 0; round < 8; round += 1) {
    const next = new Float64Array(BUCKETS)
    for (let sentence = 0; sentence + 1 < starts.length; sentence += 1) {
      const [start, end] = [starts[sentence] ?? 0, starts[sentence + 1] ?? 0]
      let sum = 0
      for (let at = start; at < end; at += 1) sum += (along[features[at] ?? 0] ?? 0) * (tells[at] ?? 0)
      for (let at = start; at < end; at += 1) next[features[at] ?? 0] = (next[features[at] ?? 0] ?? 0) + sum * (tells[at] ?? 0)
    }
    length = sqrt(next.reduce((so, value) => so + value * value, 0))
    along = next.map((value) => value / max(length, Number.MIN_VALUE))
  }
  return length
}
