import type { EverydayWords } from '../rules/everydayWords'

/** How much an everyday word takes back: every third word of English and Welsh is one, and in other languages one in twenty looks so. */
export const EVERYDAY = 3
/** Letters that English and Welsh do not have. */
const FOREIGN = 2
/** A word in another script: a name in one, of two words, is no stretch. */
const OTHER_SCRIPT = 2
/** For each sign of a script in which a sign is a word (no name has five), and of those that put no spaces between words. */
const WORD_SIGN = 1.2
const RUN_ON_SIGN = 0.5
/** A program's word, such as "<</Type". */
const CODE = 2
/** Longer than any word: such a row of characters counts as its tenth part in words. */
export const LONGEST_WORD = 30

const DIGIT = /\d/
const ADDRESS = /@|\/\/|www\./iu
/** An apostrophe that was lost on the way is one as well. */
const WORD = /[\p{L}\p{M}]+(?:['’\uFFFD][\p{L}\p{M}]+)*/gu
const APOSTROPHES = /['’\uFFFD]/g
const ORDINARY = /^[a-z'’]+$/i
const OTHER_LETTERS = /[^\p{Script=Latin}\p{M}'’\uFFFD]/u
const HERE = /^[a-zàáâäèéêëìíîïòóôöùúûüŵŷ'’\uFFFD]+$/iu
/** Welsh changes how words begin, so no list has them all: these sounds are written so in hardly any other language. */
const WELSH = /^(?:ll|rh|ngh|mh|nh|ff)|dd|(?:wch|wyd|wyr|aeth|iad|ydd|wyn)$/
const WORD_SIGNS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
const RUN_ON_SIGNS = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/gu
/** Control characters, those that mean nothing, and a row of what could not be read: one alone was a quotation mark. */
const NO_TEXT = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}]|\uFFFD(?=\uFFFD)|(?<=\uFFFD)\uFFFD/gu
/** What people put between words is not among them, nor what they draw lines with: REPEATED. */
const CODE_SIGNS = /[<>{}\\^~=`|_$\u00a1\u00a2\u00a4-\u00a6\u00a8\u00a9\u00ab-\u00b6\u00b8-\u00bf]|^[/%]/gu
const REPEATED = /(.)\1+/gu
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u
const PLAIN = /^["'(]?([A-Za-z]+(?:'[a-z]+)?)[.,;:!?)"']{0,3}$/

/** Most rows of characters are one word with a mark behind it, which is quicker to see than all that is none. */
export const plainWord = (piece: string): string | undefined => (piece.length < LONGEST_WORD ? PLAIN.exec(piece)?.[1] : undefined)

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0

/** How much a row of characters without a space is no text. */
function codeIn(piece: string): number {
  const noText = count(piece, NO_TEXT)
  const signs = LETTER_OR_DIGIT.test(piece) ? count(piece.replace(REPEATED, '$1'), CODE_SIGNS) : 0
  return noText + (noText > 0 || signs > 0 ? Math.max(CODE, signs) : 0)
}

function scriptOf(word: string): number {
  const signs = count(word, WORD_SIGNS) * WORD_SIGN + count(word, RUN_ON_SIGNS) * RUN_ON_SIGN
  return signs > 0 ? signs : OTHER_SCRIPT
}

const isCapital = (letter: string): boolean => letter !== letter.toLowerCase()

/** How much a word is not understood; less than nothing where it is. Names, which have a capital, tell nothing. */
export function strangenessOf({ known, shared }: EverydayWords, word: string, shouted: boolean): number {
  const small = word.toLowerCase().replace(APOSTROPHES, '')
  if (known.has(small)) return -EVERYDAY
  if (shared.has(small) || WELSH.test(small)) return 0
  if (!ORDINARY.test(word) && OTHER_LETTERS.test(word)) return scriptOf(word)
  if (isCapital(word.charAt(0)) && !shouted && !(word.length > 1 && word === word.toUpperCase())) return 0
  if (!HERE.test(word)) return FOREIGN
  return word.length === 1 ? 1 / 2 : 1
}

/** How much each thing in a row of characters without a space is not understood. */
export function strangenessIn(everyday: EverydayWords, piece: string, shouted: boolean): readonly number[] {
  const isAddress = ADDRESS.test(piece)
  const plain = isAddress ? undefined : plainWord(piece)
  if (plain !== undefined) return [strangenessOf(everyday, plain, shouted)]
  const code = codeIn(piece)
  if (code > 0) return [code]
  if (isAddress) return []
  const words = Array.from(piece.matchAll(WORD), ([word]) => strangenessOf(everyday, word, shouted))
  if (piece.length >= LONGEST_WORD) return [piece.replace(REPEATED, '$1').length / 10, ...words]
  // The number of a case, a house, a telephone.
  return DIGIT.test(piece) ? [] : words
}
