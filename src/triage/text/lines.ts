/** A line of a message: `bare` is what stands on it, trimmed and in small letters. */
export interface Line {
  readonly start: number
  /** After the line's break. */
  readonly end: number
  readonly bare: string
}

/** Longer lines are prose, never a marker: no more than this (characters) is looked at. */
const MARKER_LENGTH = 300

export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  while (start < text.length) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found + 1
    lines.push({ start, end, bare: text.slice(start, Math.min(end, start + MARKER_LENGTH)).trim().toLowerCase() })
    start = end
  }
  return lines
}
