import type { EverydayWords } from '../rules/everydayWords'
import { PARAGRAPH_END } from './foreignStretch'
import { PieceReader } from './pieceReader'
import { EVERYDAY, strangenessIn } from './strangeness'

const LINES_AND_SENTENCES = /\n|[.!?](?=\s)|[。！？؟।]/u
/** Of a paragraph, a line or a sentence beside others: less is a name, a title, a slip. README.md of the rules says what was measured. */
const STRANGE_PARAGRAPH = 2
const STRANGE_LINE = 3
/** Names in another script, where it has capitals; what goes on without is a sentence. */
const NAMES_ELSEWHERE = /(?<!\p{L})(?=\P{Script=Latin})\p{Lu}[\p{L}\p{M}]*(?![\p{L}\p{M}]|[^\S\n]+(?=\P{Script=Latin})\p{Ll})/gu
/** Bytes written as letters: longer than the number of a case. */
const LONG_BYTES = 24
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

/** Whether a subject is not understood: it stands by itself, as a line does. */
export const hasForeignLine = (everyday: EverydayWords, line: string): boolean => isStrange(everyday, line.replaceAll(NAMES_ELSEWHERE, ''), STRANGE_LINE)

const piecesOf = (everyday: EverydayWords, text: string): PieceReader =>
  new PieceReader(everyday, text, false, (piece) => (BYTES.test(piece) ? [piece.length < LONG_BYTES ? 1 : 2] : strangenessIn(everyday, piece, false)))

/** Counted by line: one loop over a whole text V8 compiles while it runs, and leaves again at its end, so that each text began uncompiled. */
class Tally {
  private strange = 0
  private known = 0

  add(everyday: EverydayWords, line: string): void {
    const pieces = piecesOf(everyday, line)
    for (let each = pieces.next(); each; each = pieces.next()) for (const by of each) this.count(by)
  }

  private count(by: number): void {
    if (by < 0) this.known += 1
    else this.strange += by
  }

  /** Whether more is not understood than everyday words take back. */
  isMostlyStrange(): boolean {
    return this.strange > 0 && this.strange >= EVERYDAY * this.known
  }
}

function isMostlyStrange(everyday: EverydayWords, text: string): boolean {
  const tally = new Tally()
  for (const line of text.split('\n')) tally.add(everyday, line)
  return tally.isMostlyStrange()
}

/** Whether a passage has no everyday word, and so much that is not understood: most have one among their first. */
function isStrange(everyday: EverydayWords, passage: string, from: number): boolean {
  const pieces = piecesOf(everyday, passage)
  let strange = 0
  for (let each = pieces.next(); each; each = pieces.next()) {
    for (const by of each) {
      if (by < 0) return false
      strange += by
    }
  }
  return strange >= from
}
