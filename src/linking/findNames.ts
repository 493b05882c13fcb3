import { foldLetters } from './nameSkeleton'
import { NOT_NAMES } from './notNames'

/** No honest message names more children. */
const MOST_NAMES = 6

const anyCase = (words: string): string => words.replaceAll(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)
const oneOf = (...words: readonly string[]): string => `(?:${words.map(anyCase).join('|')})`

/** Bounded, as all that is repeated here: the cost must stay linear over whatever is sent. */
const WORD = String.raw`\p{Lu}[\p{L}\p{M}'’-]{1,30}`
const NAME = String.raw`${WORD}(?:[ \t]{1,3}(?:(?:al|el|bin|bint|ibn|ap|ab|ferch)[ \t-]+)?${WORD}){0,4}`

const WHOSE = oneOf('child', 'girl', 'boy', 'young person', 'teenager', 'minor', 'uasc', 'son', 'daughter', 'brother', 'sister', 'sibling', 'pupil', 'student', 'client')
const IS = String.raw`[ \t]{0,3}(?:[:=–-]|${oneOf('is', 'was', 'given as')}\b)?[ \t]{1,3}`

/** Where what follows is the name of a child, not of whoever writes. */
const BEFORE_NAME: readonly RegExp[] = [
  // "Name: …", "her name is …", "the child's name is …"; but neither "my name is" nor "officer's name".
  new RegExp(String.raw`(?<!\b${oneOf('my', 'our', 'your', 'caller', 'officer', 'worker', 'manager', 'teacher', 'referrer', 'sender', 'user', 'file', 'school', 'carer', 'mother', 'father')}(?:['’][sS])?[ \t]{1,3}(?:${oneOf('full')}[ \t]{1,3})?)\b${oneOf('name', 'named')}${IS}(${NAME})`, 'gu'),
  new RegExp(String.raw`\b${oneOf('child', 'girl', 'boy', 'person', 'teenager', 'minor', 'pupil', 'student', 'son', 'daughter', 'brother', 'sister', 'also', 'is', 'was')},?[ \t]{1,3}${oneOf('called', 'named', 'known as', 'aka')}[ \t]{1,3}(${NAME})`, 'gu'),
  new RegExp(String.raw`\b${WHOSE}(?:[ \t]{0,3}[,:(–-])?[ \t]{1,3}(${NAME})`, 'gu'),
  new RegExp(String.raw`\b${oneOf('worried', 'concerned', 'concerns', 'concern', 'calling', 'ringing', 'writing', 'referral', 'information', 'update')}[ \t]{1,3}${oneOf('about', 'for', 'regarding', 'on')}[ \t]{1,3}(?:${WHOSE}[ \t,]+)?(${NAME})`, 'gu'),
]

/** Where what stands before it is the name of a child: a date of birth or an age follows. */
const AGE = String.raw`(?:(?:${oneOf('aged', 'age', 'who is', 'is')})[ \t]{1,3})?1?\d(?![\d/.:]|[ \t]{0,3}(?:st|nd|rd|th|am|pm|%|\p{Lu}))`
const AFTER_NAME = new RegExp(String.raw`(?<![\p{L}\p{M}'’-])(${NAME})[ \t]{0,3}(?:[,(–-][ \t]{0,3})?(?:${oneOf('dob', 'd.o.b', 'date of birth', 'born')}\b|(?<=[,(–-][ \t]{0,3})${AGE}|(?:${oneOf('aged', 'who is', 'is')})[ \t]{1,3}1?\d(?:[ \t]{0,3}${oneOf('years', 'yrs', 'yo')}|[,.;]|[ \t]{1,3}${oneOf('and')}\b))`, 'gu')

/**
 * The names that a text gives a child. Only where its words say so: a capital letter alone makes no name, and who writes,
 * and whoever is named by office, is no child. Not found: names in small letters, names that stand alone in a sentence,
 * and names in other scripts.
 */
export function findNames(text: string): readonly string[] {
  const names = new Map<string, string>()
  const add = (name: string): void => void (name !== '' && names.set(foldLetters(name), name))
  for (const cue of BEFORE_NAME) for (const [, name = ''] of text.matchAll(cue)) add(leading(name))
  for (const { 1: name = '', index } of text.matchAll(AFTER_NAME)) if (!HAS_OFFICE.test(text.slice(Math.max(0, index - 12), index))) add(trailing(name))
  return [...names.values()].slice(0, MOST_NAMES)
}

const HAS_OFFICE = new RegExp(String.raw`\b${oneOf('mr', 'mrs', 'ms', 'dr', 'pc', 'dc', 'ds', 'sgt', 'cllr', 'auntie', 'aunt', 'uncle')}\.?[ \t]{1,3}$`, 'u')

const isNoName = (word: string): boolean => NOT_NAMES.has(foldLetters(word).replace(/['’]s$/, ''))
const withoutOwner = (word: string): string => word.replace(/['’][sS]?$/, '')

/** As far as the words are a name's: "Linh Tran Monday". An office at the head makes it somebody else's. */
function leading(name: string): string {
  const words = name.split(/[ \t]+/)
  const end = words.findIndex(isNoName)
  return words.slice(0, end === -1 ? undefined : end).map(withoutOwner).join(' ')
}

/** From where the words are a name's on: "Yesterday Linh Tran". */
function trailing(name: string): string {
  const words = name.split(/[ \t]+/)
  return words.slice(words.findLastIndex(isNoName) + 1).map(withoutOwner).join(' ')
}
