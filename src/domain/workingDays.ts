import { SERVICE_ZONE } from './serviceZone'

/** A calendar day in the United Kingdom, `2026-11-30`. Such days compare as text. */
export type Day = string

const MS_PER_DAY = 86_400_000
const londonDate = new Intl.DateTimeFormat('en-CA', { timeZone: SERVICE_ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })

/** The day it is in London at this moment. */
export const londonDay = (at: Date): Day => londonDate.format(at)

const utc = (day: Day): Date => new Date(`${day}T00:00:00Z`)
const dayOf = (date: Date): Day => date.toISOString().slice(0, 10)

/** Days after, or before when negative. */
export const addDays = (from: Day, days: number): Day => dayOf(new Date(utc(from).getTime() + days * MS_PER_DAY))

/** How many days later `to` is than `from`; negative when it is earlier. */
export const daysBetween = (from: Day, to: Day): number => (utc(to).getTime() - utc(from).getTime()) / MS_PER_DAY

/** 0 is Sunday. */
export const weekdayOf = (of: Day): number => utc(of).getUTCDay()

const isWeekend = (of: Day): boolean => weekdayOf(of) === 0 || weekdayOf(of) === 6

/** Neither a weekend nor one of the bank holidays given. */
export const isWorkingDay = (of: Day, holidays: ReadonlySet<Day>): boolean => !isWeekend(of) && !holidays.has(of)

/** The first working day after this one where these are the bank holidays. */
export function nextWorkingDay(after: Day, holidays: ReadonlySet<Day>): Day {
  let next = addDays(after, 1)
  while (!isWorkingDay(next, holidays)) next = addDays(next, 1)
  return next
}

/** Whether a day is this one or no later than the next working day. */
export const isWithinOneWorkingDay = (of: Day, from: Day, holidays: ReadonlySet<Day>): boolean =>
  of >= from && of <= nextWorkingDay(from, holidays)
