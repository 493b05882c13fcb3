import { DateTime } from 'luxon'
import type { Day } from './workingDays'

const WEEKDAY = '(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?,? +)?'
const ISO = '(?<iso>\\d{4}-\\d{1,2}-\\d{1,2})'
const IN_NUMBERS = '(?<day>\\d{1,2})(?<mark>[./-])(?<month>\\d{1,2})\\k<mark>(?<year>\\d{4})'
const IN_WORDS = '(?<dayOf>\\d{1,2})(?:st|nd|rd|th)? +(?:of +)?(?<monthName>[a-z]{3,9})\\.?,? +(?<yearOf>\\d{4})'
const DAY = new RegExp(`^\\s*${WEEKDAY}(?:${ISO}|${IN_NUMBERS}|${IN_WORDS})(?=[\\sT,]|$)`, 'i')

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'] as const
const SHORT_MONTHS: Readonly<Record<string, string>> = { sept: 'september' }

/** With the century: 24/12/26 could be another day. */
interface DayAtStart {
  /** Undefined where no day stands there, or one that there is not, such as 31 June. */
  readonly day: Day | undefined
  /** What follows it; all that was typed where no day stands there. */
  readonly rest: string
}

/** A day as people type it, the day before the month (`24/12/2026`, `24 December 2026`, `2026-12-24`), and what was typed after it. */
export function readDayAtStart(typed: string): DayAtStart {
  const found = DAY.exec(typed)
  return found ? { day: dayIn(found.groups ?? {}), rest: typed.slice(found[0].length).replace(/^[\sT,]+/, '') } : { day: undefined, rest: typed }
}

/** The same where nothing follows; undefined where it is no day. */
export function readTypedDay(typed: string): Day | undefined {
  const { day, rest } = readDayAtStart(typed.trim())
  return rest === '' ? day : undefined
}

function dayIn({ iso = '', day = '', month = '', year = '', dayOf = '', monthName = '', yearOf = '' }: Readonly<Partial<Record<string, string>>>): Day | undefined {
  const [isoYear, isoMonth, isoDay] = iso.split('-')
  const read = DateTime.fromObject({
    year: Number(isoYear || year || yearOf), month: Number(isoMonth ?? '') || Number(month) || monthOf(monthName), day: Number(isoDay ?? '') || Number(day || dayOf),
  })
  return read.isValid ? read.toISODate() : undefined
}

/** 0 where there is none of that name. */
function monthOf(name: string): number {
  const sought = SHORT_MONTHS[name.toLowerCase()] ?? name.toLowerCase()
  return sought === '' ? 0 : MONTHS.findIndex((month) => month === sought || month.slice(0, 3) === sought) + 1
}
