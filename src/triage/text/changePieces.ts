import { asciiSet, LAST_MARK } from './asciiKinds'

const LINE_BREAK = 0x0a

export const LINES = asciiSet('\n')
/** A full stop or an exclamation mark belongs to the clause that it ends, a line break to none. */
export const CLAUSES = asciiSet('.!\n')

/**
 * A text with each of its pieces, lines or clauses, as `change` gives it back. Most pieces stay as they are: of those nothing
 * is copied.
 */
export function changePieces(text: string, ends: Uint8Array, change: (piece: string) => string): string {
  let changed = ''
  let kept = 0
  let start = 0
  for (let at = 0; at <= text.length; at += 1) {
    const unit = at === text.length ? LINE_BREAK : text.charCodeAt(at)
    if (unit > LAST_MARK || ends[unit] !== 1) continue
    const end = unit === LINE_BREAK ? at : at + 1
    const piece = at > start ? text.slice(start, end) : ''
    const other = piece === '' ? piece : change(piece)
    if (other !== piece) {
      changed += text.slice(kept, start) + other
      kept = end
    }
    start = at + 1
  }
  return kept === 0 ? text : changed + text.slice(kept)
}
