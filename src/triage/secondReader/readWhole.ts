import { CATEGORIES } from '../../domain/triage'
import type { Category } from '../../domain/triage'
import type { Sentence } from '../text/sentences'
import { blendWhole } from './blendWithModel'
import { categoryHead, WHOLES } from './heads'
import type { InContext } from './languageModel/readInContext'
import type { SecondReader } from './loadSecondReader'
import { scoreWhole } from './scoreWords'

/** What a message is like as a whole, in log-odds. */
export interface Whole {
  readonly urgent: number
  /** Absent where there are too few words to say. */
  readonly about?: ReadonlyMap<Category, number>
}

/** Fewer words than this are about anything, such as "See below". */
const FEWEST_WORDS = 8
const URGENT = WHOLES.heads.indexOf('urgentConcern')

/** The words that are read, and learned from, as one, sentence by sentence: what the sender says now. */
export const ownWords = (sentences: readonly Sentence[]): string[][] =>
  sentences.flatMap(({ part, tokens }) => (part === 'quoted' ? [] : [tokens.map(({ word }) => word)]))

/** Weighs all that the sender says now together: its context is in words that no sentence of danger has. */
export function readWhole(reader: SecondReader, sentences: readonly Sentence[], inContext?: InContext): Whole {
  const words = ownWords(sentences)
  if (words.reduce((count, { length }) => count + length, 0) < FEWEST_WORDS) return { urgent: 0 }
  const scores = blendWhole(reader.settings.languageModel.share, scoreWhole(reader, words), inContext)
  const about = new Map(CATEGORIES.map((category) => [category, scores[WHOLES.heads.indexOf(categoryHead(category))] ?? 0]))
  // It learned from messages of which more are about a child than of those that come.
  about.set('child_concern', (about.get('child_concern') ?? 0) - reader.settings.lessChild)
  return { urgent: scores[URGENT] ?? 0, about }
}
