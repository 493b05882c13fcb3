import type { Contact } from './decide/message'
import { piecesOf, strangenessIn } from './decide/foreignStretch'
import { spelt } from './text/spelling'
import type { EverydayWords } from './rules/everydayWords'
import type { Rules } from './rules/rules'

/** Everyday words, beside courtesies, of which a message must have as many to say what its subject asks for. */
const FEWEST_TELLING = 2

const WORD = /\p{L}[\p{L}\p{M}'’]*/gu
const wordsIn = (text: string): readonly string[] => Array.from(text.matchAll(WORD), ([word]) => spelt(word))

const isStrange = (everyday: EverydayWords, text: string): boolean =>
  piecesOf(text).some((piece) => strangenessIn(everyday, piece, false).some((by) => by > 0))

/**
 * Whether an email says nothing by itself but a courtesy, or that something is attached: what it is for stands in what was not read, or
 * was not written. Thanks are an answer, and all that is meant; beside a word that is not understood they are none.
 */
export function saysHardlyAnything({ everyday }: Rules, { channel, text, parts = [] }: Contact): boolean {
  if (channel !== 'email') return false
  const own = parts.filter(({ kind }) => kind === 'new').map(({ start, end }) => text.slice(start, end)).join('\n')
  const words = wordsIn(own)
  const telling = words.filter((word) => everyday.known.has(word) && !everyday.courtesies.has(word))
  if (telling.length >= FEWEST_TELLING) return false
  return isStrange(everyday, own) || !words.some((word) => everyday.thanks.has(word))
}
