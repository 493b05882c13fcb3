import type { InContext } from './languageModel/readInContext'
import type { ReaderSettings } from './readerFiles'
import type { SentenceScores } from './scoreWords'
import { WHOLES } from './heads'

/** How much the language model counts beside the words, from 0 (not at all) to 1 (alone). */
type Share = ReaderSettings['languageModel']['share']

const between = (words: Float64Array, inContext: Float64Array, share: number): Float64Array =>
  words.map((score, place) => score + share * ((inContext[place] ?? 0) - score))

/** What a sentence reads like by its words, and beside its neighbours where it was read so. */
export function blendSentence(share: Share, words: SentenceScores, inContext?: SentenceScores): SentenceScores {
  if (!inContext) return words
  return { dangers: between(words.dangers, inContext.dangers, share.dangers), indicators: between(words.indicators, inContext.indicators, share.indicators) }
}

/** Nothing is surer than this (log-odds): one reader that is does not silence the other. */
const SUREST = 8
const URGENT = WHOLES.heads.indexOf('urgentConcern')

/** One of several kinds that exclude each other, as log-odds against all others; the head of urgency stands by itself. */
function asOdds(scores: Float64Array): Float64Array {
  const most = scores.reduce((so, score, place) => (place === URGENT ? so : Math.max(so, score)), -Infinity)
  const kinds = scores.map((score, place) => (place === URGENT ? 0 : Math.exp(score - most)))
  const sum = kinds.reduce((so, kind) => so + kind, 0)
  return scores.map((score, place) => {
    const odds = place === URGENT ? score : Math.log((kinds[place] ?? 0) / (sum - (kinds[place] ?? 0)))
    return Math.max(-SUREST, Math.min(SUREST, odds))
  })
}

/** What a message is like as a whole, by its words and by what its passages mean. */
export const blendWhole = (share: Share, words: Float64Array, { whole }: Partial<InContext> = {}): Float64Array =>
  (whole ? between(words, asOdds(whole), share.wholes) : words)
