/** From `start` up to, not including, `end`. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** What is longer than this is folded; shown of it is less, so that what is folded is worth a click. */
const LONGEST = { lines: 60, characters: 6_000 } as const
const SHOWN = { lines: 50, characters: 5_000 } as const

/**
 * Where a long text is folded: at the end of a line, else between two words, else between two characters. Both parts
 * together are the whole. @returns undefined for what is short enough to stand open
 */
export function foldAt(text: string, { start, end }: Stretch): number | undefined {
  if (end - start <= LONGEST.characters && afterLines(text, start, end, LONGEST.lines) === end) return undefined
  const byLines = afterLines(text, start, end, SHOWN.lines)
  const furthest = start + SHOWN.characters
  if (byLines <= furthest) return byLines
  const cut = Math.max(text.lastIndexOf('\n', furthest - 1), text.lastIndexOf(' ', furthest - 1)) + 1
  // A word of a thousand characters is none.
  return cut > furthest - 1_000 ? cut : between(text, furthest)
}

/** Behind so many lines, or at the end when there are fewer. */
function afterLines(text: string, start: number, end: number, lines: number): number {
  let at = start
  for (let line = 0; line < lines; line += 1) {
    const next = text.indexOf('\n', at)
    if (next === -1 || next + 1 >= end) return end
    at = next + 1
  }
  return at
}

/** Not in the middle of a character that takes two places. */
const between = (text: string, at: number): number => (/^[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at)

/** Such as "240 lines"; of what has hardly any, how many characters. */
export function amountWords(text: string): string {
  const lines = text.trim().split('\n').length
  return lines > 1 ? `${lines.toLocaleString('en-GB')} lines` : `${text.trim().length.toLocaleString('en-GB')} characters`
}
