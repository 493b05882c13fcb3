import type { Layout } from '../rules/layoutSchema'
import type { Line } from './lines'
import { linesOf } from './lines'
import type { Range } from './tokens'

/** What a message is, as far as its layout matters. */
export interface Letter {
  readonly from?: string
  readonly subject: string
  readonly text: string
}

const startsWithAny = (bare: string, beginnings: readonly string[]): boolean =>
  beginnings.some((beginning) => bare.startsWith(beginning))
const containsAny = (bare: string, pieces: readonly string[]): boolean => pieces.some((piece) => bare.includes(piece))

/** An address block such as mail programs put above what they quote: "From:" with "Sent:" close below it. */
const isAddressBlock = (lines: readonly Line[], at: number, layout: Layout): boolean =>
  startsWithAny(lines[at]?.bare ?? '', layout.addressBlock.first)
  && lines.slice(at + 1, at + 5).some(({ bare }) => startsWithAny(bare, layout.addressBlock.next))

const isWroteLine = (lines: readonly Line[], at: number, layout: Layout): boolean => {
  const bare = lines[at]?.bare ?? ''
  if (!startsWithAny(bare, layout.wrote.begins)) return false
  return [bare, lines[at + 1]?.bare ?? ''].some((line) => layout.wrote.ends.some((ending) => line.endsWith(ending)))
}

/** The first line of what is quoted, or the number of lines. */
function quoteStart(lines: readonly Line[], layout: Layout): number {
  const at = lines.findIndex(({ bare }, index) =>
    startsWithAny(bare, layout.quoteBegins) || isAddressBlock(lines, index, layout) || isWroteLine(lines, index, layout))
  return at < 0 ? lines.length : at
}

const isForwarded = (letter: Letter, lines: readonly Line[], layout: Layout): boolean =>
  startsWithAny(letter.subject.trim().toLowerCase(), layout.forwardSubjects)
  || lines.some(({ bare }) => containsAny(bare, layout.forwardMarks) || (bare.length < 200 && containsAny(bare, layout.pointsBelow)))

/** Nobody's name is longer (characters). */
const LONGEST_NAME = 100

/** The name before the address, in small letters. */
const nameOf = (from: string | undefined): string =>
  (from ?? '').slice(0, LONGEST_NAME).split('<')[0]?.trim().toLowerCase() ?? ''

const isOwnName = (bare: string, name: string): boolean => {
  if (bare.length < 2 || name.length < 2) return false
  return bare === name || bare === name.split(' ')[0] || bare.startsWith(`${name} |`)
}

const isSignOff = (bare: string, layout: Layout): boolean =>
  bare.length <= 40 && layout.signOffs.includes(bare.replace(/[\s,.!]+$/, ''))

/** The first line of the signature, or the number of lines. A sender's own name at the very start is a greeting. */
function signatureStart(lines: readonly Line[], name: string, layout: Layout): number {
  const at = lines.findIndex(({ bare }, index) =>
    index > 0 && (bare === '--' || isSignOff(bare, layout) || isOwnName(bare, name)))
  return at < 0 ? lines.length : at
}

/** After the signature only an afterthought counts: a postscript, or words about somebody in particular. */
const isAfterthought = (bare: string, layout: Layout): boolean => {
  if (startsWithAny(bare, layout.postscripts)) return true
  const words = bare.split(/[^\p{L}']+/u)
  return words.length >= 6 && words.some((word) => layout.aboutSomebody.includes(word))
}

const isBanner = (bare: string, layout: Layout): boolean => containsAny(bare, layout.banners)

/**
 * The stretches of a message that its sender wrote for us now: without quoted mail, signature and legal banner. When
 * nothing is left (a bare forward, a reply below the quotation), everything is read.
 */
export function newText(letter: Letter, layout: Layout): Range[] {
  const lines = linesOf(letter.text)
  const whole = [{ start: 0, end: letter.text.length }]
  const quoted = isForwarded(letter, lines, layout) ? lines.length : quoteStart(lines, layout)
  const own = lines.slice(0, quoted)
  const signature = signatureStart(own, nameOf(letter.from), layout)
  const kept = own.filter(({ bare }, index) =>
    !bare.startsWith('>') && !isBanner(bare, layout) && (index < signature || isAfterthought(bare, layout)))
  if (kept.every(({ bare }) => bare === '')) return whole
  return joined(kept)
}

function joined(lines: readonly Line[]): Range[] {
  const ranges: { start: number; end: number }[] = []
  for (const { start, end } of lines) {
    const last = ranges.at(-1)
    if (last && last.end === start) last.end = end
    else ranges.push({ start, end })
  }
  return ranges
}
