import { sentenceRanges, sentencesIn } from '../text/sentences'
import type { Sentence, Stretch } from '../text/sentences'
import type { Token } from '../text/tokens'

/** Sentences that run on into each other, read as one row of words. */
export interface Run {
  readonly part: Sentence['part']
  readonly sentences: readonly Sentence[]
  readonly tokens: readonly Token[]
  /** For each word, which of the run's sentences it stands in; empty when there is one only. */
  readonly sentenceOf: readonly number[]
}

/** What runs on from the beginning of a stretch to its end; nothing, when no words stand there. */
export function runIn(text: string, stretch: Stretch): Run | undefined {
  const sentences = sentencesIn(text, stretch)
  const { part } = stretch
  const [first, ...others] = sentences
  if (!first) return undefined
  if (others.length === 0) return { part, sentences, tokens: first.tokens, sentenceOf: [] }
  const tokens: Token[] = []
  const sentenceOf: number[] = []
  // Word by word: flatMap takes longer over a long message than all else that cuts it.
  for (let place = 0; place < sentences.length; place += 1) {
    for (const token of sentences[place]?.tokens ?? []) {
      tokens.push(token)
      sentenceOf.push(place)
    }
  }
  return { part, sentences, tokens, sentenceOf }
}

/** The runs of a stretch, in their order. */
export const runsIn = (text: string, { part, ...range }: Stretch): Run[] =>
  sentenceRanges(text, range).flatMap((piece) => runIn(text, { part, ...piece }) ?? [])
