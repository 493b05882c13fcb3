import { readSentences, runsOn } from '../text/sentences'
import type { Sentence, Stretch } from '../text/sentences'
import type { WordReader } from '../text/wordReader'
import type { Words } from '../text/wordRows'

/** Sentences that run on into each other, read as one row of words: those from `first` up to, not including, `end`. */
export interface Run {
  readonly part: Sentence['part']
  readonly words: Words
  readonly first: number
  readonly end: number
  /** Its sentences, as they are counted over all the words. */
  readonly firstSentence: number
  readonly endSentence: number
}

/** Adds what runs on from the beginning of a stretch to its end to the words; answers nothing, when no words stand there. */
export function readRun(words: Words, reader: WordReader, text: string, stretch: Stretch): Run | undefined {
  const { count: first, sentences: { length: firstSentence } } = words
  readSentences(words, reader, text, stretch)
  if (words.count === first) return undefined
  return { part: stretch.part, words, first, end: words.count, firstSentence, endSentence: words.sentences.length }
}

/** Adds the runs of a stretch to the words, and answers them in their order. */
export const readRuns = (words: Words, reader: WordReader, text: string, stretch: Stretch): Run[] =>
  runsOn(text, stretch).flatMap((piece) => readRun(words, reader, text, piece) ?? [])

/** The sentence of a run in which a word stands, counted over all the words. */
export function sentenceAt({ words: { sentences }, firstSentence, endSentence }: Run, word: number): number {
  let sentence = firstSentence
  while (sentence + 1 < endSentence && (sentences[sentence + 1] ?? Infinity) <= word) sentence += 1
  return sentence
}

/** Where a run's sentence ends: before the next one, or with the run. */
export const sentenceEnd = ({ words: { sentences }, end, endSentence }: Run, sentence: number): number =>
  (sentence + 1 < endSentence ? sentences[sentence + 1] ?? end : end)
