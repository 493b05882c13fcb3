import type { EverydayWords } from '../rules/everydayWords'
import { isLetter } from '../text/asciiKinds'
import { PieceReader } from './pieceReader'
import { strangenessIn } from './strangeness'

/**
 * So many words in a row without an everyday one, and a person must look. Ordinary mail stays below it, lists of what a course
 * is to be about included: README.md of the rules says what was measured.
 */
const STRANGE = 5
const SMALL_A = 0x61

/** Of text in capitals, capitals tell no names. */
function isShouted(text: string): boolean {
  let small = 0
  let large = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (!isLetter(unit)) continue
    if (unit < SMALL_A) large += 1
    else small += 1
  }
  return large > small
}

export const PARAGRAPH_END = /\n[^\S\n]*\n/u

/**
 * Whether some stretch of a text is not in words that are understood here: another language, another script, or no text.
 * It grows with each word that no list knows, and shrinks with each everyday one; addresses and numbers do neither. None
 * spans two paragraphs: which follows on which says nothing.
 */
export function hasForeignStretch(everyday: EverydayWords, text: string): boolean {
  const shouted = isShouted(text)
  return text.split(PARAGRAPH_END).some((paragraph) => isStrange(everyday, paragraph, shouted))
}

function isStrange(everyday: EverydayWords, paragraph: string, shouted: boolean): boolean {
  const pieces = new PieceReader(everyday, paragraph, shouted, (piece) => strangenessIn(everyday, piece, shouted))
  let stretch = 0
  for (let each = pieces.next(); each; each = pieces.next()) {
    for (const by of each) {
      stretch = Math.max(0, stretch + by)
      if (stretch >= STRANGE) return true
    }
  }
  return false
}
