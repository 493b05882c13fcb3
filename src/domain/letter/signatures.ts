import type { LetterLayout } from './letterLayout'
import { containsAny, type Line, piecesIn, startsWithAny } from './lines'

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

/**
 * Which of a stretch of the sender's own lines are signature or legal banner. Whatever might be news is none: below the
 * sign-off a paragraph with an afterthought counts from that line on.
 */
export function signatureLines(region: Region, layout: LetterLayout): boolean[] {
  const { own } = region
  const tells = telling(region, layout)
  const isBanner = bannerTest(region, layout, tells)
  const signature = signatureStart(region, layout)
  let paragraph: 'open' | 'banner' | 'afterthought' = 'open'
  let paragraphs = 0
  return own.map((line, index) => {
    const below = index >= signature
    const opens = line.bare !== '' && (index === 0 || own[index - 1]?.bare === '')
    if (opens) paragraphs += 1
    if (opens || line.bare === '') paragraph = 'open'
    if (line.bare === '') return below
    if (below) {
      if (tells(line) || startsWithAny(line.bare, layout.postscripts)) paragraph = 'afterthought'
      return paragraph !== 'afterthought'
    }
    const banner = isBanner(line)
    // A disclaimer goes on to the end of its paragraph; a warning above a letter must not take the letter with it.
    if (banner && opens && paragraphs > 1) paragraph = 'banner'
    else if (paragraph === 'banner' && tells(line)) paragraph = 'open'
    return banner || paragraph === 'banner'
  })
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
  if (each.some((word) => layout.aboutSomebody.includes(word.replace('’', "'")))) return true
  return containsAny(words, layout.happenings) && !givesContact(words, layout)
}

const givesContact = (words: string, { contactMarks }: LetterLayout): boolean => /\d{3}/.test(words) || containsAny(words, contactMarks)
