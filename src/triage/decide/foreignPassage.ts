import type { EverydayWords } from '../rules/everydayWords'
import { EVERYDAY, PARAGRAPH_END, PIECE, strangenessIn } from './foreignStretch'

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
  const { strange, known } = weigh(everyday, text.toLowerCase())
  if (strange > 0 && strange >= EVERYDAY * known) return true
  const isStrange = (passage: string, from: number): boolean => {
    const found = weigh(everyday, passage)
    return found.known === 0 && found.strange >= from
  }
  const named = text.replaceAll(NAMES_ELSEWHERE, '')
  return named.split(PARAGRAPH_END).some((one) => isStrange(one, STRANGE_PARAGRAPH)) || named.split(LINES_AND_SENTENCES).some((one) => isStrange(one, STRANGE_LINE))
}

/** How much of it is not understood, and how many everyday words it has. */
function weigh(everyday: EverydayWords, passage: string): { readonly strange: number; readonly known: number } {
  let strange = 0
  let known = 0
  for (const [piece] of passage.matchAll(PIECE)) {
    for (const by of BYTES.test(piece) ? [1] : strangenessIn(everyday, piece, false)) {
      strange += Math.max(0, by)
      known += by < 0 ? 1 : 0
    }
  }
  return { strange, known }
}
