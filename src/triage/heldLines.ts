import type { TextPart } from '../domain/email'
import { linesOf } from '../domain/letter/lines'
import type { Range } from './text/tokens'

/** Words that follow on each other by chance only when they are fewer. */
const FEWEST_WORDS = 5

/** No more is looked through (characters, and lines of quoted mail): what is beyond counts as not held. */
const MOST_HELD = 200_000
const MOST_LINES = 2_000

/** Words alone: mail programs break lines anew, and put marks before them. */
const wordsOf = (text: string): string => text.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.join(' ') ?? ''
const countOf = (words: string): number => (words === '' ? 0 : words.split(' ').length)

/** Tells whether words stand, one after the other, in what we hold. */
export class HeldWords {
  private readonly lines = new Set<string>()
  private readonly all: string

  constructor(texts: readonly string[]) {
    for (const text of texts) for (const { start, end } of linesOf(text)) this.lines.add(wordsOf(text.slice(start, end)))
    this.all = texts.map((text) => ` ${wordsOf(text.slice(0, MOST_HELD))} `).join('\n').slice(0, MOST_HELD)
  }

  /** A few words only as a line of their own: "missing now" may be the end of "not missing now". */
  holds(words: string): boolean {
    if (this.all === '') return false
    return this.lines.has(words) || (countOf(words) >= FEWEST_WORDS && this.all.includes(` ${words} `))
  }
}

/**
 * What of the quoted mail we hold already, and the parts without it. A line broken anew is held together with the line
 * before or after it.
 */
export function separateHeld(text: string, parts: readonly TextPart[], held: HeldWords): { readonly held: readonly Range[]; readonly others: readonly TextPart[] } {
  const ranges: Range[] = []
  const others: TextPart[] = []
  for (const part of parts) {
    if (part.kind !== 'quoted') {
      others.push(part)
      continue
    }
    for (const { isHeld, ...line } of quotedLines(text, part, held)) {
      if (isHeld) ranges.push(line)
      else others.push({ kind: 'quoted', ...line })
    }
  }
  return { held: joined(ranges), others: joined(others) }
}

function quotedLines(text: string, { start: from, end: to }: TextPart, held: HeldWords): (Range & { readonly isHeld: boolean })[] {
  const lines = linesOf(text.slice(from, to)).map(({ start, end }) => ({ start: from + start, end: from + end, words: '' }))
  for (const line of lines) line.words = wordsOf(text.slice(line.start, line.end)).replace(/^subject (?:(?:re|fw|fwd|aw|sv) )*/, '')
  const written = lines.slice(0, MOST_LINES).filter(({ words }) => words !== '')
  const follows = written.map(({ words }, at) => held.holds(`${words} ${written[at + 1]?.words ?? ''}`.trim()))
  const known = new Set(written.filter(({ words }, at) => held.holds(words) || follows[at] === true || follows[at - 1] === true))
  return lines.map((line) => ({ start: line.start, end: line.end, isHeld: line.words === '' || known.has(line) }))
}

/** Those that touch, as one. */
function joined<T extends Range & { readonly kind?: TextPart['kind'] }>(ranges: readonly T[]): T[] {
  const all: T[] = []
  for (const range of ranges) {
    const last = all.at(-1)
    if (last && last.end === range.start && last.kind === range.kind) all[all.length - 1] = { ...last, end: range.end }
    else all.push(range)
  }
  return all
}
