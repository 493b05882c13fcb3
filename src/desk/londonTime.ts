import { DateTime } from 'luxon'
import { SERVICE_ZONE } from '../domain/serviceZone'
import { readTypedTime } from '../domain/typedTime'

const london = (at: Date): DateTime => DateTime.fromJSDate(at, { zone: SERVICE_ZONE }).setLocale('en-GB')

/** Such as "23 November 2026, 09:05". */
export const londonDateTime = (at: Date): string => london(at).toFormat('d MMMM yyyy, HH:mm')

/** With the time alone for today, such as "09:05"; otherwise "22 November, 09:05". */
export function londonShort(at: Date, now: Date): string {
  const then = london(at)
  return then.hasSame(london(now), 'day') ? then.toFormat('HH:mm') : then.toFormat('d MMMM, HH:mm')
}

/** For a rota: "today, 16:30", or with the weekday, "Tuesday 24 November, 09:30"; with the year when it is another. */
export function londonMoment(at: Date, now: Date): string {
  const [then, today] = [london(at), london(now)]
  if (then.hasSame(today, 'day')) return then.toFormat("'today', HH:mm")
  return then.toFormat(then.hasSame(today, 'year') ? 'cccc d MMMM, HH:mm' : 'cccc d MMMM yyyy, HH:mm')
}

/** Such as "13:30". */
export const londonClock = (at: Date): string => london(at).toFormat('HH:mm')

/** The moment that a typed time names today in London; undefined for anything else. */
export function timeOfToday(text: string, now: Date): Date | undefined {
  const [hour, minute] = readTypedTime(text)?.split(':').map(Number) ?? []
  if (hour === undefined || minute === undefined || hour > 23) return undefined
  return london(now).set({ hour, minute, second: 0, millisecond: 0 }).toJSDate()
}

const MINUTE_MS = 60_000
const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

/** How long ago, in words, coarser as it grows: "less than a minute", "12 minutes", "3 hours 5 minutes", "2 days 4 hours". */
export function waitingWords(since: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - since.getTime()) / MINUTE_MS)
  if (minutes < 1) return 'less than a minute'
  if (minutes < 60) return plural(minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return joined(plural(hours, 'hour'), minutes % 60, 'minute')
  return joined(plural(Math.floor(hours / 24), 'day'), hours % 24, 'hour')
}

const joined = (whole: string, rest: number, unit: string): string => (rest === 0 ? whole : `${whole} ${plural(rest, unit)}`)

/** Such as "less than a second", "42 seconds" or "1 minute 5 seconds". */
export function lengthWords(seconds: number): string {
  if (seconds < 1) return 'less than a second'
  const minutes = Math.floor(seconds / 60)
  return minutes === 0 ? plural(seconds, 'second') : joined(plural(minutes, 'minute'), seconds % 60, 'second')
}
