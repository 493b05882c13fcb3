const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MOST_FOUND = 6

const CUE = String.raw`\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|birth ?date|born)[\s:=–-]{0,5}(?:on|is|was|the|given as|recorded as|claimed)?[\s:]{0,5}`
const MONTH = String.raw`(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}\.?`
/** Day first, as in this country. */
const NUMBERS = new RegExp(String.raw`${CUE}(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})\b`, 'gi')
const ISO = new RegExp(String.raw`${CUE}(\d{4})-(\d{2})-(\d{2})\b`, 'gi')
const WORDS = new RegExp(String.raw`${CUE}(\d{1,2})(?:st|nd|rd|th)?(?:\s{1,3}of)?[\s-]{1,3}${MONTH},?[\s-]{1,3}(\d{4}|\d{2})\b`, 'gi')
const MONTH_FIRST = new RegExp(String.raw`${CUE}${MONTH}\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})\b`, 'gi')

/** Dates of birth, `YYYY-MM-DD`. Only what the text calls so; a date by itself may be any. */
export function findBirthDates(text: string): readonly string[] {
  const found = [
    ...[...text.matchAll(NUMBERS)].map(([, day, month, year]) => isoDate(year, Number(month), day)),
    ...[...text.matchAll(ISO)].map(([, year, month, day]) => isoDate(year, Number(month), day)),
    ...[...text.matchAll(WORDS)].map(([, day, month, year]) => isoDate(year, monthOf(month), day)),
    ...[...text.matchAll(MONTH_FIRST)].map(([, month, day, year]) => isoDate(year, monthOf(month), day)),
  ]
  return [...new Set(found.filter((date) => date !== undefined))].slice(0, MOST_FOUND)
}

const monthOf = (month = ''): number => MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1

function isoDate(year = '', month: number, day = ''): string | undefined {
  const date = new Date(Date.UTC(Number(year.length === 2 ? `20${year}` : year), month - 1, Number(day)))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day) ? date.toISOString().slice(0, 10) : undefined
}

const AGES = /\b(?:aged?(?: is| about| around|:)?\s{1,3}(\d{1,2})\b(?!\s{0,3}[/.:-]\s{0,3}\d)|(\d{1,2})[\s-]{0,3}(?:years?[\s-]{0,3}old|yrs?[\s-]{0,3}old|y\/?o)\b|(?:she|he|they|who)(?:['’]s| is| are) (?:only |just |about )?(\d{1,2})\b(?=[\s.,;)]|$))|\((\d{1,2})\)|(?<=\p{Lu}[\p{L}'’-]{1,30}), (\d{1,2})(?=[,;.)])/giu
/** Older than this nobody is taken for a child. In years. */
const OLDEST = 19

/** The years in which somebody of an age that the text names may have been born: of each age two. */
export function findBirthYears(text: string, saidAt: Date): readonly number[] {
  const ages = [...text.matchAll(AGES)].map((match) => Number(match.slice(1).find((age) => age !== undefined))).filter((age) => age >= 1 && age <= OLDEST)
  const year = saidAt.getUTCFullYear()
  return [...new Set(ages.slice(0, MOST_FOUND).flatMap((age) => [year - age - 1, year - age]))]
}
