import { foldLetters } from './nameSkeleton'
import { NOT_NAMES } from './notNames'

const anyCase = (words: string): string => words.replaceAll(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)
/** Of a pattern, in either case: what names are told by keeps to capital letters, its cues do not. */
export const oneOf = (...words: readonly string[]): string => `(?:${words.map(anyCase).join('|')})`

/** Bounded, as all that is repeated here: the cost must stay linear over whatever is sent. */
export const WORD = String.raw`\p{Lu}[\p{L}\p{M}'’-]{1,30}`
/** Arabic, Ge'ez and Chinese have no capital letters. */
const CASELESS = String.raw`\p{Lo}[\p{Lo}\p{M}]{1,30}`
export const NAME = String.raw`(?:${WORD}(?:[ \t]{1,3}(?:(?:al|el|bin|bint|ibn|ap|ab|ferch)[ \t-]+)?${WORD}){0,4}|${CASELESS}(?:[ \t]{1,3}${CASELESS}){0,4})`

const HAS_OFFICE = new RegExp(String.raw`\b${oneOf('mr', 'mrs', 'ms', 'dr', 'pc', 'dc', 'ds', 'sgt', 'cllr', 'auntie', 'aunt', 'uncle')}\.?[ \t]{1,3}$`, 'u')
const justBefore = (text: string, at: number): string => text.slice(Math.max(0, at - 12), at)
/** Whoever is named by office is no child. */
export const hasOffice = (text: string, at: number): boolean => HAS_OFFICE.test(justBefore(text, at))

export const isNoName = (word: string): boolean => NOT_NAMES.has(foldLetters(word).replace(/['’]s$/, ''))
const withoutOwner = (word: string): string => word.replace(/['’][sS]?$/, '')

/** Months that girls are called by. */
const MONTH_NAMES = new Set(['may', 'april', 'june'])
const WHEN = /(?:\d(?:st|nd|rd|th)?|\b(?:in|since|by|until|till|from|of|on|for|during|before|after|last|this|next|early|mid|late|each|every))[ \t]{1,3}$/i
export const isAlsoMonth = (word: string): boolean => MONTH_NAMES.has(foldLetters(word))
/** "May Nguyen", but not "May Training". */
const isCalledSo = (word = '', next = ''): boolean => isAlsoMonth(word) && next !== '' && !isNoName(next)

/**
 * As far as the words are a name's: "Linh Tran Monday". An office at the head makes it somebody else's.
 * @param isSaid what stands there is said to be a name, so that "May" is one even alone
 */
export function leading(name: string, isSaid = false): string {
  const words = name.split(/[ \t]+/)
  const [first = '', second] = words
  if (isSaid && second === undefined && isAlsoMonth(first)) return first
  const end = words.findIndex((word, at) => isNoName(word) && !(at === 0 && isCalledSo(word, second)))
  return words.slice(0, end === -1 ? undefined : end).map(withoutOwner).join(' ')
}

/** From where the words at that place are a name's on: "Yesterday Linh Tran". An office before it makes it somebody else's. */
export function trailing(name: string, text: string, at: number): string {
  const words = name.split(/[ \t]+/)
  const last = words.findLastIndex(isNoName)
  const before = isCalledSo(words[last], words[last + 1]) && !WHEN.test(`${justBefore(text, at)}${words.slice(0, last).map((word) => `${word} `).join('')}`) ? last - 1 : last
  return HAS_OFFICE.test(`${words[before] ?? ''} `) ? '' : words.slice(before + 1).map(withoutOwner).join(' ')
}
