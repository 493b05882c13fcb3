import { isNothingNew } from '../domain/letter/separateParts'
import { shownText } from '../domain/letter/shownText'
import type { Contact } from './decide/message'
import { PieceReader } from './decide/pieceReader'
import { strangenessIn } from './decide/strangeness'
import { spelt } from './text/spelling'
import type { EverydayWords } from './rules/everydayWords'
import type { Rules } from './rules/rules'

/** Everyday words, beside courtesies, of which a message must have as many to say what its subject asks for. */
const FEWEST_TELLING = 2

/** So names and titles begin, of which signatures are made: "Training Coordinator, City Council". */
const CAPITAL = /^\p{Lu}/u
const WORD = /\p{L}[\p{L}\p{M}'’]*/gu

function isStrange(everyday: EverydayWords, text: string): boolean {
  const pieces = new PieceReader(everyday, text, false, (piece) => strangenessIn(everyday, piece, false))
  for (let each = pieces.next(); each; each = pieces.next()) if (each.some((by) => by > 0)) return true
  return false
}

/**
 * Whether an email says nothing by itself but a courtesy, or that something is attached: what it is for stands in what was not read, or
 * was not written. Thanks are an answer, and all that is meant; beside a word that is not understood they are none.
 */
export function saysHardlyAnything({ everyday, layout }: Rules, { channel, from = '', subject, text, parts = [] }: Contact): boolean {
  if (channel !== 'email') return false
  if (isNothingNew({ from: from.split('<')[0] ?? '', subject, text: shownText({ text, parts }) }, layout)) return true
  const own = parts.filter(({ kind }) => kind === 'new').map(({ start, end }) => text.slice(start, end)).join('\n')
  let telling = 0
  let thanks = false
  for (const [written] of own.matchAll(WORD)) {
    const word = spelt(written)
    if (!CAPITAL.test(written) && everyday.known.has(word) && !everyday.courtesies.has(word)) telling += 1
    // Most messages do within their first words.
    if (telling >= FEWEST_TELLING) return false
    thanks ||= everyday.thanks.has(word)
  }
  return !thanks || isStrange(everyday, own)
}
