/** A line of a message: `bare` is what stands on it, trimmed and in small letters. */
export interface Line {
  readonly start: number
  /** After the line's break. */
  readonly end: number
  readonly bare: string
}

/** Longer lines are prose, never a marker: no more than this (characters) is looked at. */
const MARKER_LENGTH = 300
/** No label in front of a colon is longer (characters). */
const LABEL_LENGTH = 24

function bareOf(line: string): string {
  const bare = line.trim().toLowerCase()
  const colon = bare.indexOf(':')
  if (colon < 0 || colon > LABEL_LENGTH) return bare
  // Bold marks around a label go, and the space that French puts before a colon.
  const label = bare.slice(0, colon).replaceAll(/^\*+|[\s*]+$/g, '')
  return `${label}:${bare.slice(colon + 1).replace(/^\*+/, '')}`
}

export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  while (start < text.length) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found + 1
    lines.push({ start, end, bare: end === start + 1 ? '' : bareOf(text.slice(start, Math.min(end, start + MARKER_LENGTH))) })
    start = end
  }
  return lines
}

export const startsWithAny = (bare: string, beginnings: readonly string[]): boolean =>
  beginnings.some((beginning) => bare.startsWith(beginning))

/** By list: expressions that find any of its pieces in one go. The lists are few, and are those of the letter layout. */
const anyOf = new WeakMap<readonly string[], RegExp>()

/** Those of the pieces that stand on any of the lines. Most letters hold none, which one look tells. */
export function piecesIn(lines: readonly Line[], pieces: readonly string[]): string[] {
  const all = lines.map(({ bare }) => bare).join('\n')
  const any = anyOf.get(pieces) ?? new RegExp(pieces.map(escaped).join('|') || '(?!)')
  anyOf.set(pieces, any)
  return any.test(all) ? pieces.filter((piece) => all.includes(piece)) : []
}

const escaped = (piece: string): string => piece.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)

export const containsAny = (bare: string, pieces: readonly string[]): boolean => pieces.some((piece) => bare.includes(piece))

/** By list, the same as a set: the lists are few, and are those of the letter layout. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>()

export function setOf(list: readonly string[]): ReadonlySet<string> {
  const known = sets.get(list)
  if (known) return known
  const set = new Set(list)
  sets.set(list, set)
  return set
}
