import { DateTime } from 'luxon'
import { SERVICE_ZONE } from './serviceZone'

/** As in SERVICE_HOURS; the place in the list is Luxon's weekday, from 1. */
export const WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** One stretch of a working week in London time: `09:30`, up to `24:00`. One that ends before it begins goes on into the next day. */
export interface Shift {
  readonly day: Weekday
  readonly from: string
  readonly to: string
}

/** The hours that somebody works each week; days and hours that no shift names are free. Within the service's hours only. */
export type WorkingPattern = readonly Shift[]

/** When somebody works, in which hours: `off` the rota, all of the service's hours, or a pattern of their own. */
export type RotaPlace = { readonly kind: 'off' } | { readonly kind: 'service_hours' } | { readonly kind: 'pattern'; readonly pattern: WorkingPattern }

/** Whether it is working time by the clock on the wall in London, whatever summer time does to the hour. */
export function isWorkingTime(pattern: WorkingPattern, at: Date): boolean {
  const london = DateTime.fromJSDate(at, { zone: SERVICE_ZONE })
  const time = london.toFormat('HH:mm')
  const today = WEEKDAYS[london.weekday - 1]
  const yesterday = WEEKDAYS[(london.weekday + 5) % 7]
  return pattern.some(({ day, from, to }) => {
    if (to > from) return day === today && time >= from && time < to
    return (day === today && time >= from) || (day === yesterday && time < to)
  })
}

const RULE = /^(\w\w)(?:-(\w\w))?((?:,\w\w)*) (.+)$/
const HOURS = /^(\d\d?:\d\d)-(\d\d?:\d\d)$/

/**
 * Reads hours such as `Mo-Th 09:30-16:30; Fr 09:30-12:00,13:00-15:00`.
 * @returns what is wrong, in words, when they cannot be read
 */
export function parseWorkingPattern(text: string): WorkingPattern | { readonly problem: string } {
  const shifts: Shift[] = []
  for (const rule of text.split(';').map((part) => part.trim()).filter(Boolean)) {
    const [, first, last, more = '', hours = ''] = RULE.exec(rule) ?? []
    const days = first === undefined ? [] : [...daysBetween(first, last ?? first), ...more.split(',').filter(Boolean)]
    const stretches = hours.split(',').map((stretch) => readHours(stretch.trim()))
    if (days.length === 0 || !days.every(isWeekday) || !stretches.every((stretch) => stretch !== undefined)) {
      return { problem: `"${rule}" is not understood. Write hours like "Mo-Th 09:30-16:30; Fr 09:30-13:00", in London time.` }
    }
    shifts.push(...days.flatMap((day) => stretches.map((stretch) => ({ day, ...stretch }))))
  }
  if (shifts.length === 0) return { problem: 'Give the hours, like "Mo-Th 09:30-16:30; Fr 09:30-13:00".' }
  return shifts
}

/** As it can be typed again, such as "Mo 09:30-16:30; Tu 09:30-16:30". */
export const writtenPattern = (pattern: WorkingPattern): string =>
  WEEKDAYS.flatMap((day) => {
    const hours = pattern.filter((shift) => shift.day === day).map(({ from, to }) => `${from}-${to}`)
    return hours.length === 0 ? [] : [`${day} ${hours.join(',')}`]
  }).join('; ')

const isWeekday = (text: string): text is Weekday => WEEKDAYS.some((day) => day === text)

function daysBetween(first: string, last: string): readonly string[] {
  const [from, to] = [WEEKDAYS.findIndex((day) => day === first), WEEKDAYS.findIndex((day) => day === last)]
  if (from < 0 || to < 0) return []
  return from <= to ? WEEKDAYS.slice(from, to + 1) : [...WEEKDAYS.slice(from), ...WEEKDAYS.slice(0, to + 1)]
}

function readHours(text: string): Pick<Shift, 'from' | 'to'> | undefined {
  const [, from = '', to = ''] = HOURS.exec(text)?.map((part) => part.padStart(5, '0')) ?? []
  const good = isTime(from) && from < '24:00' && isTime(to) && from !== to
  return good ? { from, to } : undefined
}

const isTime = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text)
