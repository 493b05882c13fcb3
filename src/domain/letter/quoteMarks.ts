import type { LetterLayout } from './letterLayout'
import { containsAny, type Line, startsWithAny } from './lines'

/** Where earlier mail begins in a letter, and how it goes on. */
export interface QuoteMark {
  readonly kind: 'forwarded' | 'quoted_to_end' | 'quoted_lines'
  /** The first line of it, and the first line after the mark itself. */
  readonly at: number
  readonly after: number
}

const bareAt = (lines: readonly Line[], at: number): string => lines[at]?.bare ?? ''
export const isQuotedLine = ({ bare }: Line): boolean => bare.startsWith('>')

/** How far below "From:" the other lines of an address block stand. */
const BLOCK_LINES = 5

/** "From:" with a date and a recipient or subject close below. Less is no sure sign: "From: Leeds" stands in referrals too. */
function isAddressBlock(lines: readonly Line[], at: number, { addressBlocks }: LetterLayout): boolean {
  return addressBlocks.some(({ first, date, about }) => {
    if (!startsWithAny(bareAt(lines, at), first)) return false
    const below = lines.slice(at + 1, at + 1 + BLOCK_LINES)
    return below.some(({ bare }) => startsWithAny(bare, date)) && below.some(({ bare }) => startsWithAny(bare, about))
  })
}

const isRule = (bare: string): boolean => /^[_=*-]{5,}$/.test(bare)

/** Between dashes: "-----Original Message-----", "---------- Forwarded message ---------". */
const undashed = (bare: string): string => bare.replace(/^-{2,}\s*/, '')

const isOriginalMark = (bare: string, { originalMarks }: LetterLayout): boolean =>
  bare.startsWith('--') && startsWithAny(undashed(bare), originalMarks)

/** With dashes before it or a colon after it; somebody may begin a sentence with the same words. */
const isForwardMark = (bare: string, { forwardMarks }: LetterLayout): boolean =>
  (bare.startsWith('--') || bare.endsWith(':')) && startsWithAny(undashed(bare), forwardMarks)

export const MARK_INITIALS = 2

/** The first two characters of every mark: most lines need no closer look. */
export const markInitials = ({ addressBlocks, wrote, forwardMarks }: LetterLayout): ReadonlySet<string> =>
  new Set([...addressBlocks.flatMap(({ first }) => first), ...wrote.map(({ begins }) => begins), ...forwardMarks, '--'].map((beginning) => beginning.slice(0, MARK_INITIALS)))

/** "On … wrote:" takes up to this many lines. */
const WROTE_LINES = 3
/** A time, an address or a date in figures: what mail programs put there and people hardly do. */
const MADE_BY_PROGRAM = /\d{1,2}[:.h]\d{2}|@|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/

/** The line after "On … wrote:", when one begins here. */
function wroteEnd(lines: readonly Line[], at: number, { wrote }: LetterLayout): number | undefined {
  const first = bareAt(lines, at)
  const language = wrote.find(({ begins }) => first.startsWith(begins))
  if (!language) return undefined
  let joined = ''
  for (let end = at; end < at + WROTE_LINES && end < lines.length; end += 1) {
    const bare = bareAt(lines, end)
    if (bare === '' || bare.startsWith('>')) return undefined
    joined += ` ${bare}`
    if (bare.endsWith(':') && containsAny(joined, language.verbs)) {
      return MADE_BY_PROGRAM.test(joined) || isQuotedNext(lines, end + 1) ? end + 1 : undefined
    }
  }
  return undefined
}

const nextWritten = (lines: readonly Line[], from: number): Line | undefined => {
  for (let at = from; at < lines.length && at < from + 3; at += 1) if (bareAt(lines, at) !== '') return lines[at]
  return undefined
}

const isQuotedNext = (lines: readonly Line[], from: number): boolean => nextWritten(lines, from)?.bare.startsWith('>') ?? false

/** A ruled line above an address block belongs to it. */
function withRule(lines: readonly Line[], at: number): number {
  for (let above = at - 1; above >= 0 && above >= at - 2; above -= 1) {
    if (isRule(bareAt(lines, above))) return above
    if (bareAt(lines, above) !== '') break
  }
  return at
}

/** The mark of earlier mail that begins at this line, if one does. */
export function quoteMarkAt(lines: readonly Line[], at: number, layout: LetterLayout): QuoteMark | undefined {
  const bare = bareAt(lines, at)
  if (isForwardMark(bare, layout)) return { kind: 'forwarded', at, after: at + 1 }
  if (isOriginalMark(bare, layout)) return { kind: 'quoted_to_end', at, after: at + 1 }
  if (isAddressBlock(lines, at, layout)) return { kind: 'quoted_to_end', at: withRule(lines, at), after: at + 1 }
  const after = wroteEnd(lines, at, layout)
  if (after === undefined) return undefined
  return { kind: isQuotedNext(lines, after) ? 'quoted_lines' : 'quoted_to_end', at, after }
}
