import { MONTHS } from '../domain/months'

/** The beginnings by which months are known, however they are shortened. */
const BEGUN_MONTHS = MONTHS.map(({ english, welsh }) => [english, welsh].map((names) => names.at(-1) ?? names[0]))
const MOST_FOUND = 6

/** What stands between a cue and its date: the marks of a form, a word in brackets, where somebody was born, and words such as "is believed to be". */
const MARKS = String.raw`[\s:=|,*"'“‘[(–-]{0,6}`
const FILLING = String.raw`(?:(?:hi|ef|e|o|on|is|was|the|of|as|to|be|given|recorded|claimed|stated|said|believed|thought|assessed|ar|yw|oedd)\b[\s:,*]{0,4}){0,6}`
const CUE = String.raw`\b(?:d[./]?\s?o[./]?\s?b(?![a-z])\.?|date of birth|birth ?date|birthday|born|dyddiad geni|ganwyd|ganed)(?:\s{0,2}\([^()\n]{1,30}\))?${MARKS}(?:in\s[\p{L}-]{3,20}[\s,]{1,2})?${FILLING}`
/** A month by its name, of which `monthOf` tells the number. */
export const MONTH_NAMES = String.raw`(${BEGUN_MONTHS.flat().join('|')})[a-z]{0,8}\.?`
type Parts = readonly [day: string | undefined, month: number, year: string | undefined]

const dayFirst = (one?: string, two?: string, year?: string): Parts => (Number(two) > 12 ? [two, Number(one), year] : [one, Number(two), year])

/** How a date is written. Day first, as in this country, unless it can only be American. */
const WRITTEN: readonly (readonly [pattern: string, read: (one?: string, two?: string, three?: string) => Parts])[] = [
  [String.raw`(\d{1,2})\s?[/.\\-]\s?(\d{1,2})\s?[/.\\-]\s?['’]?(\d{4}|\d{2})\b`, dayFirst],
  [String.raw`(\d{1,2})\s{1,2}(\d{1,2})\s{1,2}(\d{4})\b`, dayFirst],
  [String.raw`(\d{2})(\d{2})(\d{4})\b`, dayFirst],
  [String.raw`(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})\b`, (year, month, day) => [day, Number(month), year]],
  [String.raw`(\d{1,2})(?:st|nd|rd|th|ydd|af|il|fed|eg|ain)?(?:\s{1,3}(?:of|o))?[\s-]{0,3}${MONTH_NAMES},?[\s-]{0,3}(\d{4}|\d{2})\b`, (day, month, year) => [day, monthOf(month), year]],
  [String.raw`${MONTH_NAMES}\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})\b`, (month, day, year) => [day, monthOf(month), year]],
]
const AFTER_CUE = WRITTEN.map(([pattern, read]) => [new RegExp(CUE + pattern, 'giu'), read] as const)
const AT_START = WRITTEN.map(([pattern, read]) => [new RegExp(`^${pattern}`, 'iu'), read] as const)

/** Dates of birth, `YYYY-MM-DD`. Only what the text calls so; a date by itself may be any. */
export function findBirthDates(text: string): readonly string[] {
  const found = AFTER_CUE.flatMap(([pattern, read]) => [...text.matchAll(pattern)].map(([, ...parts]) => isoDate(...read(...parts))))
  return [...new Set(found.filter((date) => date !== undefined))].slice(0, MOST_FOUND)
}

/** The date that a text begins with, `YYYY-MM-DD`. */
export function dateAtStart(text: string): string | undefined {
  for (const [pattern, read] of AT_START) {
    const [, ...parts] = pattern.exec(text) ?? []
    if (parts.length > 0) return isoDate(...read(...parts))
  }
  return undefined
}

/** The number of a month that is named so, or begins so; 0 where none is. */
export const monthOf = (month = ''): number => BEGUN_MONTHS.findIndex((begun) => begun.includes(month.toLowerCase())) + 1

/** Two figures above this are a year of the last century: nobody writes of a day so far ahead. */
const LAST_OF_THIS_CENTURY = 49
function fullYear(year: string): number {
  const figures = Number(year)
  if (year.length !== 2) return figures
  return figures + (figures > LAST_OF_THIS_CENTURY ? 1900 : 2000)
}

/** Such as "2010-04-03", from the figures of a date; undefined where there is no such day. */
export function isoDate(day = '', month: number, year = ''): string | undefined {
  const date = new Date(Date.UTC(fullYear(year), month - 1, Number(day)))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day) ? date.toISOString().slice(0, 10) : undefined
}

const AGES = /\b(?:aged?(?: is| about| around|:)?\s{1,3}(\d{1,2})\b(?!\s{0,3}[/.:-]\s{0,3}\d)|(\d{1,2})[\s-]{0,3}(?:years?[\s-]{0,3}old|yrs?[\s-]{0,3}old|y\/?o)\b|(?:she|he|they|who)(?:['’]s| is| are) (?:only |just |about )?(\d{1,2})\b(?=[\s.,;)]|$))|\((\d{1,2})\)|(?<=(?<![\p{L}\d'’-])\p{Lu}[\p{L}'’-]{0,30}), (\d{1,2})(?=[,;.)])/giu
/** Older than this nobody is taken for a child. In years. */
export const OLDEST = 19

/** The years in which somebody of an age that the text names may have been born: of each age two. */
export function findBirthYears(text: string, saidAt: Date): readonly number[] {
  const ages = [...text.matchAll(AGES)].map((match) => Number(match.slice(1).find((age) => age !== undefined))).filter((age) => age >= 1 && age <= OLDEST)
  const year = saidAt.getUTCFullYear()
  return [...new Set(ages.slice(0, MOST_FOUND).flatMap((age) => [year - age - 1, year - age]))]
}
