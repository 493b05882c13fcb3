import { foldLetters } from './nameSkeleton'
import { NOT_NAMES } from './notNames'

const anyCase = (words: string): string => words.replaceAll(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)
/** Of a pattern, in either case: what names are told by keeps to capital letters, its cues do not. */
export const oneOf = (...words: readonly string[]): string => `(?:${words.map(anyCase).join('|')})`

/** Bounded, as all that is repeated here: the cost must stay linear over whatever is sent. */
const WORD = String.raw`\p{Lu}[\p{L}\p{M}'’-]{1,30}`
export const NAME = String.raw`${WORD}(?:[ \t]{1,3}(?:(?:al|el|bin|bint|ibn|ap|ab|ferch)[ \t-]+)?${WORD}){0,4}`

const HAS_OFFICE = new RegExp(String.raw`\b${oneOf('mr', 'mrs', 'ms', 'dr', 'pc', 'dc', 'ds', 'sgt', 'cllr', 'auntie', 'aunt', 'uncle')}\.?[ \t]{1,3}$`, 'u')
/** Whoever is named by office is no child. */
export const hasOffice = (text: string, at: number): boolean => HAS_OFFICE.test(text.slice(Math.max(0, at - 12), at))

export const isNoName = (word: string): boolean => NOT_NAMES.has(foldLetters(word).replace(/['’]s$/, ''))
const withoutOwner = (word: string): string => word.replace(/['’][sS]?$/, '')

/** As far as the words are a name's: "Linh Tran Monday". An office at the head makes it somebody else's. */
export function leading(name: string): string {
  const words = name.split(/[ \t]+/)
  const end = words.findIndex(isNoName)
  return words.slice(0, end === -1 ? undefined : end).map(withoutOwner).join(' ')
}

/** From where the words are a name's on: "Yesterday Linh Tran". An office before it makes it somebody else's. */
export function trailing(name: string): string {
  const words = name.split(/[ \t]+/)
  const before = words.findLastIndex(isNoName)
  return HAS_OFFICE.test(`${words[before] ?? ''} `) ? '' : words.slice(before + 1).map(withoutOwner).join(' ')
}
