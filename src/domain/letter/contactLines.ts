import type { LetterLayout } from './letterLayout'
import { containsAny, setOf, startsWithAny } from './lines'

/** A line of a signature holds no more words, unless it is standing text. */
const MOST_WORDS = 14
/** A name, a post or an organisation. */
const MOST_NAME_WORDS = 8
/** From so many words on, capitals alone are shouting, and no name. */
const SHOUT_WORDS = 4

const wordsIn = (line: string, most?: number): string[] => line.split(/[^\p{L}\p{N}'’]+/u, most).filter((word) => word !== '')

/** "(she/her)" beside a name. */
const PRONOUNS = /\(?\b(?:he|she|they|him|her|them|hers|his|theirs)(?:\s?\/\s?(?:he|she|they|him|her|them|hers|his|theirs)\b)+\)?/gi
const SMALL_WORDS = new Set(['of', 'and', 'the', 'for', 'in', 'at', 'y', 'yr', 'o', 'a', 'i', 'de', 'van', 'von'])
const NUMBER_OR_LINK = /\d[\d\s()+-]{5,20}\d|\b(?:999|112|101|111)\b|@|www\.|https?:/i
const POSTCODE = /\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/i

/** It speaks of one person, or of a time: no signature does. */
export function tellsOfSomebody(line: string, { aboutSomebody, happenings }: LetterLayout): boolean {
  const small = line.replaceAll(PRONOUNS, ' ').replaceAll('’', "'").toLowerCase()
  const about = setOf(aboutSomebody)
  return wordsIn(small).some((word) => about.has(word)) || containsAny(small, happenings)
}

/** More pieces than a name's words, and one empty at either end, need not be told apart. */
const MOST_NAME_PIECES = MOST_NAME_WORDS + 3

const LAST_ASCII = 0x7f
const APOSTROPHE = 0x27
const isAsciiWord = (unit: number): boolean => unit === APOSTROPHE || (unit >= 0x30 && unit <= 0x39) || ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a)
const isAsciiBeside = (unit: number): boolean => unit <= LAST_ASCII && !isAsciiWord(unit)

/** Whether a line ends in one of these words, or in what is not ASCII and so must be looked at more closely. */
function mayEndIn(line: string, words: ReadonlySet<string>): boolean {
  let end = line.length
  while (end > 0 && isAsciiBeside(line.charCodeAt(end - 1))) end -= 1
  let start = end
  while (start > 0 && isAsciiWord(line.charCodeAt(start - 1))) start -= 1
  const isCut = start > 0 && line.charCodeAt(start - 1) > LAST_ASCII
  return isCut || end === start || words.has(line.slice(start, end).toLowerCase())
}

/** A post or an organisation: it ends in the word for one, and holds no figure. */
export function isPostOrOrganisation(line: string, { posts }: LetterLayout): boolean {
  if (!mayEndIn(line, setOf(posts))) return false
  const words = wordsIn(line.toLowerCase(), MOST_NAME_PIECES)
  return words.length > 0 && words.length <= MOST_NAME_WORDS && !/\d/.test(line) && posts.includes(words.at(-1) ?? '')
}

/** Written with capitals as names are. */
export function isNamelike(line: string): boolean {
  const words = wordsIn(line.replaceAll(PRONOUNS, ' '))
  if (words.length > MOST_NAME_WORDS || /[\d.!?;:]\s|\d|[!?;]/.test(line)) return false
  if (words.length >= SHOUT_WORDS && line === line.toUpperCase()) return false
  return words.every((word) => SMALL_WORDS.has(word) || /^\p{Lu}/u.test(word))
}

/** "Child missing? Worried? Dial 999": asks anybody, gives no figure, and sends on. Anchored and bounded: read once. */
const ASKS_ANYBODY = /^((?:[^?\d]{3,70}\?){1,5})\s*(?:[^?\d]{0,20}[-–—:,]\s*)?(?:please )?(?:call|ring|dial|phone|telephone|contact|visit|tell|report)\b/i
const OF_ANYBODY = /^(?:children|young people|anyone|anybody|victims|concerns?|worries)\b[^:\d]{0,60}:\s*(?:please )?(?:call|ring|dial|phone|telephone|contact|visit)\b/i
/** A motto. */
const OF_EVERY_CHILD = /^["“']?every (?:\p{L}+ )?(?:child|young person)\b[^\d]{0,60}$/iu
const SPEAKS_TO_US = /\b(?:can|could|please|help me|i|we|us|my|our)\b/i

/** A campaign's line: a motto, or what sends any reader on to somebody else. */
export function isCampaign(line: string, layout: LetterLayout): boolean {
  // Few lines hold the mark without which a pattern cannot be met, and to look for that is quicker.
  const asked = line.includes('?') ? ASKS_ANYBODY.exec(line)?.[1] : undefined
  const isCall = (asked !== undefined && !SPEAKS_TO_US.test(asked)) || (line.includes(':') && OF_ANYBODY.test(line))
  return (isCall || OF_EVERY_CHILD.test(line)) && !tellsOfSomebody(line, layout)
}

/** A line such as only a signature holds: a name, a post, a number, an address, a link, a farewell. Anything else may be news. */
export function isContactLine(line: string, layout: LetterLayout): boolean {
  const words = wordsIn(line)
  if (words.length === 0 || isCampaign(line, layout)) return true
  if (words.length > MOST_WORDS || tellsOfSomebody(line, layout)) return false
  return startsWithAny(line.toLowerCase(), layout.tailBeginnings) || NUMBER_OR_LINK.test(line) || POSTCODE.test(line) || isNamelike(line) || isPostOrOrganisation(line, layout)
}
