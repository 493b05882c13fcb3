import { findFormNames } from './findFormNames'
import { foldLetters } from './nameSkeleton'
import { hasOffice, isNoName, leading, NAME, oneOf, trailing, WORD } from './nameWords'

/** No honest message names more children. */
const MOST_NAMES = 6

const WHOSE = oneOf('child', 'girl', 'boy', 'young person', 'teenager', 'minor', 'uasc', 'son', 'daughter', 'brother', 'sister', 'sibling', 'pupil', 'student', 'client', 'yp', 'young woman', 'young man')
const SAID = String.raw`[:=|–-]|${oneOf('is', 'was', 'given as', 'yw', 'ydy', 'oedd')}\b`
const IS = String.raw`(?:['’][sS]\b)?[ \t]{0,3}(?:${SAID})?[ \t]{1,3}["“‘*_]{0,3}`
const WELSH_CHILD = oneOf('plentyn', 'blentyn', 'merch', 'ferch', 'bachgen', 'fachgen', 'person ifanc', 'berson ifanc', 'disgybl', 'ddisgybl', 'mab', 'fab', 'hogyn', 'hogan')
const WELSH_NAME = String.raw`(?:\b[eE]i[ \t]{1,3}h?enw(?:[ \t]{1,3}(?:llawn|hi|o|e|ef)\b)?|\b[eE]nw['’]?r[ \t]{1,3}${WELSH_CHILD})`

const BORN = oneOf('dob', 'd.o.b', 'date of birth', 'born', 'ganwyd', 'ganed', 'dyddiad geni')

/** Neither "my name" nor "officer's name". */
const NAME_CUE = String.raw`(?<!\b${oneOf('my', 'our', 'your', 'caller', 'officer', 'worker', 'manager', 'teacher', 'referrer', 'sender', 'user', 'file', 'school', 'carer', 'mother', 'father')}(?:['’][sS])?[ \t]{1,3}(?:${oneOf('full', 'first', 'last', 'given', 'family')}[ \t]{1,3})?)\b${oneOf('name', 'named')}`

/** Where what follows is said to be the name of a child, not of whoever writes. */
const SAID_NAME: readonly RegExp[] = [
  // "Name: …", "her name is …", "the child's name is …".
  new RegExp(String.raw`${NAME_CUE}(?:s|\(s\))?${IS}(${NAME})`, 'gu'),
  new RegExp(String.raw`\b${oneOf('name of')}[ \t]{1,3}(?:${oneOf('the', 'a')}[ \t]{1,3})?${WHOSE}${IS}(${NAME})`, 'gu'),
  new RegExp(String.raw`\b${oneOf('child', 'girl', 'boy', 'person', 'teenager', 'minor', 'pupil', 'student', 'son', 'daughter', 'brother', 'sister', 'also', 'is', 'was')},?[ \t]{1,3}${oneOf('called', 'named', 'known as', 'aka')}[ \t]{1,3}(${NAME})`, 'gu'),
  // Welsh: "ei henw yw …", "enw'r plentyn: …".
  new RegExp(String.raw`${WELSH_NAME}${IS}(${NAME})`, 'gu'),
]
/** Where it is one, if it begins with a capital letter. */
const BEFORE_NAME: readonly RegExp[] = [
  new RegExp(String.raw`\b${WHOSE}(?:[ \t]{1,2}\d)?(?:[ \t]{0,3}[,:(–-])?[ \t]{1,3}(${NAME})`, 'gu'),
  new RegExp(String.raw`\b${oneOf('patient', 'misper', 'missing person')}[ \t]{0,3}[:–-][ \t]{1,3}(${NAME})`, 'gu'),
  new RegExp(String.raw`\b${oneOf('worried', 'concerned', 'concerns', 'concern', 'calling', 'ringing', 'writing', 'referral', 'information', 'update')}[ \t]{1,3}${oneOf('about', 'for', 'regarding', 'on')}[ \t]{1,3}(?:${WHOSE}[ \t,]+)?(${NAME})`, 'gu'),
  // Welsh: "merch o'r enw …", "poeni am …".
  new RegExp(String.raw`\b(?:${WELSH_CHILD}[ \t]{1,3}o['’]r[ \t]{1,3}enw|${oneOf('poeni', 'pryderu', 'bryderus', 'pryderus')}[ \t]{1,3}am)[ \t]{1,3}(${NAME})`, 'gu'),
]

/** The same of one with the family name first, "TRAN, Linh (3.4.10)": in capital letters, or a date of birth follows, for else it is a name and a place. */
const FAMILY_FIRST = new RegExp(String.raw`(?:${NAME_CUE}(?:s|\(s\))?|\b${WHOSE})(?:['’][sS]\b)?[ \t]{0,3}[:=|–-][ \t]{1,3}(?:(${WORD}),[ \t]{1,3}(${WORD})(?=[ \t,–-]{0,4}(?:${BORN}\b|\(\d))|(\p{Lu}{2,30}),[ \t]{1,3}(\p{Lu}\p{Ll}{1,30}))`, 'gu')

/** The same of a name in small letters, where it is said to be just that: as far as the next mark or the next word of a sentence. */
const SMALL = String.raw`\p{Ll}[\p{L}\p{M}'’-]{1,30}`
const SMALL_NAME = new RegExp(String.raw`(?:(?<![\p{L}'’])${oneOf("(?:child|girl|boy|young person|pupil|student|son|daughter)['’]?s?", 'her', 'his', 'their')}[ \t]{1,3}(?:full[ \t]{1,3})?${oneOf('name')}|${WELSH_NAME})(?:['’][sS]\b|[ \t]{0,3}(?:${SAID}))[ \t]{1,3}(${SMALL}(?:[ \t]{1,3}${SMALL}){0,3}?)(?=[ \t]{0,3}(?:$|[.,;:()–]|(?:and|but|who|she|he|they|aged?|dob|born|from|a|ac|sy|mae)\b))`, 'gmu')

/** Where only a name in full counts, for what else begins with a capital letter goes missing too, and firms are acted for. */
const BEFORE_FULL_NAME: readonly RegExp[] = [
  new RegExp(String.raw`\b${oneOf('act for', 'acts for', 'acting for', 'represent', 'represents', 'representing')}[ \t]{1,3}(${NAME})`, 'gu'),
  new RegExp(String.raw`\b1?\d[ \t-]{0,2}(?:${oneOf('years?', 'yrs?')}[ \t-]{1,2}${oneOf('old')}|${oneOf('y/?o')})[ \t,]{1,3}(${NAME})`, 'gu'),
]
const CHILD = '(?:national|citizen|boy|girl|child|male|female|teenager|minor|young person|young woman|young man|asylum seeker|refugee|pupil|student)'
const GONE = String.raw`(?:(?:has |had )?(?:also |again )?(?:went|gone|been) missing|is (?:still |now )?missing(?=[.,;]| (?:since|from|again|and)\b)|was last seen|ran away|has run away|(?:has )?absconded|(?:has )?disappeared|failed to return|(?:has not|did not|hasn['’]t|didn['’]t) (?:returned?|come? (?:back|home)))`

/** Where what stands before it is the name of a child: a date of birth or an age follows. */
const AGE = String.raw`(?:(?:${oneOf('aged', 'age', 'who is', 'is')})[ \t]{1,3})?1?\d(?![\d/.:]|[ \t]{0,3}(?:st|nd|rd|th|am|pm|%|\p{Lu}))`
const AFTER_NAME = new RegExp(String.raw`(?<![\p{L}\p{M}'’-])(${NAME})[ \t]{0,3}(?:[,(–-][ \t]{0,3})?(?:${BORN}\b|(?<=[,(–-][ \t]{0,3})${AGE}|${oneOf('aged')}[ \t]{1,3}1?\d(?!\d)|,[ \t]{1,3}${oneOf('a')}n?[ \t]{1,3}1?\d[ \t-]{1,2}${oneOf('year', 'yr')}|(?:${oneOf('who is', 'is')})[ \t]{1,3}1?\d(?:[ \t]{0,3}${oneOf('years', 'yrs', 'yo')}|[,.;]|[ \t]{0,3}(?:[\r\n]|$)|[ \t]{1,3}${oneOf('and')}\b))`, 'gu')

/** The same of a name in full: they have gone missing, or are somebody who was born on a day. */
const AFTER_FULL_NAME = new RegExp(String.raw`(?<![\p{L}\p{M}'’-])(${NAME})(?:[ \t]{1,3}${GONE}|,[ \t]{1,3}(?:an?|the)[ \t]{1,3}(?:(?!(?:for|with|from|whose|and|about)\b)[\p{L}-]{3,20}[ \t]{1,3}){0,3}${CHILD},?[ \t]{1,3}(?:who (?:is|was)[ \t]{1,3}|and[ \t]{1,3})?${BORN}\b)`, 'gu')

/**
 * The names that a text gives a child. Only where its words say so: a capital letter alone makes no name, and who writes,
 * and whoever is named by office, is no child. Not found: names in small letters but after "the child's name is", and names that
 * stand alone in a sentence.
 */
export function findNames(text: string): readonly string[] {
  const whole = findFormNames(text)
  const names = new Map(whole.map((name) => [foldLetters(name), name]))
  const formWords = new Set(whole.flatMap((name) => foldLetters(name).split(' ')))
  const add = (name: string): void => void (name !== '' && !foldLetters(name).split(' ').every((word) => formWords.has(word)) && names.set(foldLetters(name), name))
  const addFull = (name: string): void => void (name.includes(' ') && add(name))
  for (const [, family = '', given = '', capitals = family, beside = given] of text.matchAll(FAMILY_FIRST)) if (![beside, capitals].some(isNoName)) add(`${beside} ${capitals}`)
  for (const cue of SAID_NAME) for (const [, name = ''] of text.matchAll(cue)) add(leading(name, true))
  for (const cue of BEFORE_NAME) for (const [, name = ''] of text.matchAll(cue)) add(leading(name))
  for (const cue of BEFORE_FULL_NAME) for (const [, name = ''] of text.matchAll(cue)) addFull(leading(name))
  for (const [, name = ''] of text.matchAll(SMALL_NAME)) if (!name.split(/[ \t]+/).some(isNoName)) add(leading(name))
  for (const { 1: name = '', index } of text.matchAll(AFTER_NAME)) if (!hasOffice(text, index)) add(trailing(name, text, index))
  for (const { 1: name = '', index } of text.matchAll(AFTER_FULL_NAME)) if (!hasOffice(text, index)) addFull(trailing(name, text, index))
  return [...names.values()].slice(0, MOST_NAMES)
}
