import { nextMark } from './marks'

const LINE_BREAK = 0x0a

export const LINES = /\n/g
/** A full stop or an exclamation mark belongs to the clause that it ends, a line break to none. */
export const CLAUSES = /[.!\n]/g

/**
 * A text with each of its pieces, lines or clauses, as `change` gives it back. Most pieces stay as they are: of those nothing
 * is copied.
 */
export function changePieces(text: string, ends: RegExp, change: (piece: string) => string): string {
  let changed = ''
  let kept = 0
  let start = 0
  for (let at = nextMark(ends, text, 0); start <= text.length; at = nextMark(ends, text, start)) {
    const end = at === text.length || text.charCodeAt(at) === LINE_BREAK ? at : at + 1
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
