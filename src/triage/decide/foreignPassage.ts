import type { EverydayWords } from '../rules/everydayWords'
import { EVERYDAY, PARAGRAPH_END, piecesOf, strangenessIn } from './foreignStretch'

const LINES_AND_SENTENCES = /\n|[.!?](?=\s)|[。！？؟।]/u
/** Of a paragraph, a line or a sentence beside others: less is a name, a title, a slip. README.md of the rules says what was measured. */
const STRANGE_PARAGRAPH = 2
const STRANGE_LINE = 3
/** Names in another script, where it has capitals; what goes on without is a sentence. */
const NAMES_ELSEWHERE = /(?<!\p{L})(?=\P{Script=Latin})\p{Lu}[\p{L}\p{M}]*(?![\p{L}\p{M}]|[^\S\n]+(?=\P{Script=Latin})\p{Ll})/gu
/** Bytes written as letters: longer than the number of a case. */
const BYTES = /^(?=.*\d)(?=.*\p{L})[\p{L}\d+/=]{12,}$/u

/**
 * Whether a text, or a paragraph, line or sentence of it, is not understood though it is too short for a stretch: a plea may be two
 * words. Where all is like that, what has a capital is no name, and one everyday word may be of another language.
 */
export function hasForeignPassage(everyday: EverydayWords, text: string): boolean {
  if (isMostlyStrange(everyday, text.toLowerCase())) return true
  const named = text.replaceAll(NAMES_ELSEWHERE, '')
  return named.split(PARAGRAPH_END).some((one) => isStrange(everyday, one, STRANGE_PARAGRAPH))
    || named.split(LINES_AND_SENTENCES).some((one) => isStrange(everyday, one, STRANGE_LINE))
}

const strangenessOf = (everyday: EverydayWords, piece: string): readonly number[] =>
  (BYTES.test(piece) ? [1] : strangenessIn(everyday, piece, false))

/** Whether more of a text is not understood than its everyday words take back. */
function isMostlyStrange(everyday: EverydayWords, text: string): boolean {
  let strange = 0
  let known = 0
  for (const piece of piecesOf(text)) {
    for (const by of strangenessOf(everyday, piece)) {
      if (by < 0) known += 1
      else strange += by
    }
  }
  return strange > 0 && strange >= EVERYDAY * known
}

/** Whether a passage has no everyday word, and so much that is not understood: most have one among their first. */
function isStrange(everyday: EverydayWords, passage: string, from: number): boolean {
  let strange = 0
  for (const piece of piecesOf(passage)) {
    for (const by of strangenessOf(everyday, piece)) {
      if (by < 0) return false
      strange += by
    }
  }
  return strange >= from
}
