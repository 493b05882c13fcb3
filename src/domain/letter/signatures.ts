import type { LetterLayout } from './letterLayout'
import { isContactLine } from './contactLines'
import { containsAny, type Line, piecesIn, setOf, startsWithAny } from './lines'

/** The stretch that is looked through, and what it may hold. */
interface Region {
  readonly text: string
  readonly own: readonly Line[]
  /** The sender's name. */
  readonly from: string
}

/** Nobody's name is longer (characters). */
const LONGEST_NAME = 100
/** Fewer words than this are a line of a signature rather than a sentence. */
const SENTENCE_WORDS = 6
/** A line longer than this (characters) is a letter in itself. */
const LONGEST_NOTICE = 3_000
/** Banners stand within so many lines of the beginning and the end. */
const BANNER_LINES_ABOVE = 6
const BANNER_LINES_BELOW = 60

/** A signature is short: more lines than this, beside standing notices, are a letter. */
const MOST_LINES = 15

/**
 * Which of a stretch of the sender's own lines are signature or legal banner: below the sign-off only lines such as a
 * signature holds, and notices. Whatever else stands there may be the letter itself.
 */
export function signatureLines(region: Region, layout: LetterLayout): boolean[] {
  const { own } = region
  const tells = telling(region, layout)
  const signature = signatureStart(region, layout)
  const above = noticesAbove(region, layout, tells)
  const below = tailLines(region, signature, layout, tells)
  return own.map((_, index) => (index < signature ? above[index] : below[index - signature]) ?? false)
}

const opensParagraph = (own: readonly Line[], index: number): boolean =>
  own[index]?.bare !== '' && (index === 0 || own[index - 1]?.bare === '')

function noticesAbove(region: Region, layout: LetterLayout, tells: LineTest): boolean[] {
  const { own } = region
  const isBanner = bannerTest(region, layout, tells)
  let inNotice = false
  let paragraphs = 0
  return own.map((line, index) => {
    const opens = opensParagraph(own, index)
    if (opens) paragraphs += 1
    if (opens || line.bare === '') inNotice = false
    if (line.bare === '') return false
    const banner = isBanner(line)
    // A disclaimer goes on to the end of its paragraph; a warning above a letter must not take the letter with it.
    if (banner && opens && paragraphs > 1) inNotice = true
    else if (inNotice && tells(line)) inNotice = false
    return banner || inNotice
  })
}

/** From the sign-off on; a line that is none of a signature's takes the rest of its paragraph with it. */
function tailLines({ text, own }: Region, from: number, layout: LetterLayout, tells: LineTest): boolean[] {
  const tail = own.slice(from)
  const banners = piecesIn(tail, layout.banners)
  let paragraph: 'open' | 'notice' | 'afterthought' = 'open'
  let lines = 0
  return tail.map((line, index) => {
    if (line.bare === '') return true
    if (opensParagraph(tail, index)) paragraph = isNotice(tail, index, banners, tells) ? 'notice' : 'open'
    if (paragraph === 'open' && index > 0) {
      lines += 1
      const words = line.end - line.start > LONGEST_NOTICE ? undefined : text.slice(line.start, line.end).trim()
      const isContact = words !== undefined && lines <= MOST_LINES && !tells(line) && isContactLine(words, layout)
      if ((!isContact && !containsAny(line.bare, banners)) || startsWithAny(line.bare, layout.postscripts)) paragraph = 'afterthought'
    }
    return paragraph !== 'afterthought'
  })
}

/** A paragraph that holds a disclaimer's words, and tells of nobody. */
function isNotice(tail: readonly Line[], from: number, banners: readonly string[], tells: LineTest): boolean {
  let end = from
  while (end < tail.length && tail[end]?.bare !== '') end += 1
  const paragraph = tail.slice(from, end)
  return banners.length > 0 && paragraph.some(({ bare }) => containsAny(bare, banners)) && !paragraph.some(tells)
}

/** The first line of the signature, or the number of lines. A sender's own name at the very start is a greeting. */
function signatureStart({ own, from }: Region, layout: LetterLayout): number {
  const isOwnName = nameTest(from)
  const at = own.findIndex(({ bare }, index) => bare === '--' || (index > 0 && (isSignOff(bare, layout) || isOwnName(bare))))
  return at < 0 ? own.length : at
}

const isSignOff = (bare: string, { signOffs }: LetterLayout): boolean =>
  bare.length <= 40 && signOffs.includes(bare.replace(/[\s,.!]+$/, ''))

/** How a line that is the sender's name reads, alone or before a title. */
function nameTest(from: string): (bare: string) => boolean {
  const name = from.slice(0, LONGEST_NAME).trim().toLowerCase()
  if (name.length < 2) return () => false
  const [first, titled] = [name.split(' ', 1)[0] ?? name, `${name} |`]
  return (bare) => bare.length > 1 && (bare === name || bare === first || bare.startsWith(titled))
}

type LineTest = (line: Line) => boolean

function bannerTest({ own }: Region, layout: LetterLayout, tells: LineTest): LineTest {
  const outer = own.length <= BANNER_LINES_ABOVE + BANNER_LINES_BELOW ? own : [...own.slice(0, BANNER_LINES_ABOVE), ...own.slice(-BANNER_LINES_BELOW)]
  const banners = piecesIn(outer, layout.banners)
  if (banners.length === 0) return () => false
  const found = new Set(outer.filter((line) => containsAny(line.bare, banners) && !tells(line)))
  return (line) => found.has(line)
}

/** Whether a line, all of it, tells of something; a very long one always may. */
const telling = ({ text }: Region, layout: LetterLayout): LineTest => ({ bare, start, end }) => {
  if (end - start > LONGEST_NOTICE) return true
  return tellsSomething(end - start > bare.length + 2 ? text.slice(start, end).trim().toLowerCase() : bare, layout)
}

/** A sentence about somebody, or of something that happened: never a signature's, whatever stands around it. */
function tellsSomething(words: string, layout: LetterLayout): boolean {
  const each = words.split(/[^\p{L}\p{N}'’]+/u)
  if (each.length < SENTENCE_WORDS) return false
  const about = setOf(layout.aboutSomebody)
  if (each.some((word) => about.has(word.replace('’', "'")))) return true
  return containsAny(words, layout.happenings) && !givesContact(words, layout)
}

const givesContact = (words: string, { contactMarks }: LetterLayout): boolean => /\d{3}/.test(words) || containsAny(words, contactMarks)
