import type { Sentence } from '../text/sentences'
import type { Token } from '../text/tokens'

/** Sentences that run on into each other, read as one row of words. */
export interface Run {
  readonly part: Sentence['part']
  readonly tokens: readonly Token[]
  /** For each word, the sentence it stands in. */
  readonly sentenceOf: readonly number[]
}

export function runsOf(sentences: readonly Sentence[]): Run[] {
  const runs: { number: number; part: Sentence['part']; tokens: Token[]; sentenceOf: number[] }[] = []
  sentences.forEach((sentence, index) => {
    let last = runs.at(-1)
    if (!last || last.number !== sentence.run) {
      last = { number: sentence.run, part: sentence.part, tokens: [], sentenceOf: [] }
      runs.push(last)
    }
    for (const token of sentence.tokens) {
      last.tokens.push(token)
      last.sentenceOf.push(index)
    }
  })
  return runs
}
