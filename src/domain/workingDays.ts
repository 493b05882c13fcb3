import type { Nation } from './triage'

/** A calendar day in the United Kingdom, `2026-11-30`. Such days compare as text. */
export type Day = string

const MS_PER_DAY = 86_400_000
const londonDate = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' })

/** The day it is in London at this moment. */
export const londonDay = (at: Date): Day => londonDate.format(at)

const utc = (day: Day): Date => new Date(`${day}T00:00:00Z`)
const dayOf = (date: Date): Day => date.toISOString().slice(0, 10)
const day = (year: number, month: number, date: number): Day => dayOf(new Date(Date.UTC(year, month - 1, date)))

/** Days after, or before when negative. */
export const addDays = (from: Day, days: number): Day => dayOf(new Date(utc(from).getTime() + days * MS_PER_DAY))

/** 0 is Sunday. */
export const weekdayOf = (of: Day): number => utc(of).getUTCDay()

const isWeekend = (of: Day): boolean => weekdayOf(of) === 0 || weekdayOf(of) === 6
const monday = (from: Day): Day => addDays(from, (8 - weekdayOf(from)) % 7)
const lastMonday = (year: number, month: number): Day => addDays(monday(day(year, month + 1, 1)), -7)

/** Easter Sunday by the anonymous Gregorian reckoning. */
function easter(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  return day(year, Math.floor(sum / 31), (sum % 31) + 1)
}

/** Moves a holiday that falls on a weekend to the next weekday that is not one already. */
function withSubstitutes(fixed: readonly Day[], others: readonly Day[]): Day[] {
  const taken = new Set([...others, ...fixed.filter((holiday) => !isWeekend(holiday))])
  for (const holiday of fixed.filter(isWeekend)) {
    let substitute = holiday
    while (isWeekend(substitute) || taken.has(substitute)) substitute = addDays(substitute, 1)
    taken.add(substitute)
  }
  return [...taken]
}

/** Bank holidays by the standing rules of each nation (gov.uk/bank-holidays); one-off days of a single year are not known. */
function bankHolidays(year: number, nation: Nation): readonly Day[] {
  const sunday = easter(year)
  const common = [addDays(sunday, -2), monday(day(year, 5, 1)), lastMonday(year, 5)]
  const fixed = [day(year, 1, 1), day(year, 12, 25), day(year, 12, 26)]
  switch (nation) {
    case 'Scotland':
      return withSubstitutes([...fixed, day(year, 1, 2), day(year, 11, 30)], [...common, monday(day(year, 8, 1))])
    case 'Northern Ireland':
      return withSubstitutes(
        [...fixed, day(year, 3, 17), day(year, 7, 12)], [...common, addDays(sunday, 1), lastMonday(year, 8)])
    case 'England':
    case 'Wales':
    case 'unknown':
      return withSubstitutes(fixed, [...common, addDays(sunday, 1), lastMonday(year, 8)])
    default:
      return nation satisfies never
  }
}

export const isWorkingDay = (of: Day, nation: Nation): boolean =>
  !isWeekend(of) && !bankHolidays(utc(of).getUTCFullYear(), nation).includes(of)

/** The first working day after this one in that nation. An unknown nation has England's holidays. */
export function nextWorkingDay(after: Day, nation: Nation): Day {
  let next = addDays(after, 1)
  while (!isWorkingDay(next, nation)) next = addDays(next, 1)
  return next
}

/** Whether a day is this one or no later than the next working day. */
export const isWithinOneWorkingDay = (of: Day, from: Day, nation: Nation): boolean =>
  of >= from && of <= nextWorkingDay(from, nation)
