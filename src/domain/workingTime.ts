import { DateTime } from 'luxon'
import type { OpeningHours } from './openingHours'
import { SERVICE_ZONE } from './serviceZone'
import { londonDay } from './workingDays'

/**
 * How long something may take: minutes of any hour; hours in which the service is open; or days on which it opens, to
 * the same time of day.
 */
export type WorkingSpan = { readonly minutes: number } | { readonly workingHours: number } | { readonly workingDays: number }

export type WorkingHours = Pick<OpeningHours, 'isOpen' | 'changesNext'>

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Rules that change more often than this before a span is over are as good as closed for good. */
const MOST_CHANGES = 1_000

/**
 * The moment so much later. What begins while the service is closed counts from its opening. Days end at the same time
 * of day on the clock of London, or at that day's last closing before it, or at its opening. Where the service never
 * opens again, time passes as on any clock: better early than never.
 */
export function after(hours: WorkingHours, from: Date, span: WorkingSpan): Date {
  if ('minutes' in span) return new Date(from.getTime() + span.minutes * MINUTE_MS)
  if ('workingHours' in span) {
    const ms = span.workingHours * HOUR_MS
    return afterOpenTime(hours, from, ms) ?? new Date(from.getTime() + ms)
  }
  return afterWorkingDays(hours, from, span.workingDays) ?? london(from).plus({ days: span.workingDays }).toJSDate()
}

/** When the service opens next, where it is open now too; undefined when it stays as it is. */
export function opensAfter(hours: WorkingHours, at: Date): Date | undefined {
  const next = hours.changesNext(at)
  return next && hours.isOpen(at) ? hours.changesNext(next) : next
}

function afterOpenTime(hours: WorkingHours, from: Date, ms: number): Date | undefined {
  let at = from
  let left = ms
  for (let changes = 0; changes < MOST_CHANGES; changes += 1) {
    const next = hours.changesNext(at)
    if (hours.isOpen(at)) {
      if (next === undefined || next.getTime() - at.getTime() >= left) return new Date(at.getTime() + left)
      left -= next.getTime() - at.getTime()
    }
    if (next === undefined) return undefined
    at = next
  }
  return undefined
}

function afterWorkingDays(hours: WorkingHours, from: Date, days: number): Date | undefined {
  const begins = openFrom(hours, from)
  let opening = begins
  for (let day = 0; opening && day < days; day += 1) {
    opening = openFrom(hours, london(opening).plus({ days: 1 }).startOf('day').toJSDate())
  }
  return begins && opening && sameTimeOfDay(hours, begins, opening)
}

/** That moment if the service is open then, or else its next opening. */
const openFrom = (hours: WorkingHours, at: Date): Date | undefined => (hours.isOpen(at) ? at : hours.changesNext(at))

function sameTimeOfDay(hours: WorkingHours, begins: Date, opening: Date): Date {
  const { hour, minute, second, millisecond } = london(begins)
  const wanted = london(opening).set({ hour, minute, second, millisecond }).toJSDate()
  if (wanted <= opening) return opening
  let latest = opening
  for (let at: Date | undefined = opening; at && at <= wanted && londonDay(at) === londonDay(opening); at = hours.changesNext(at)) latest = at
  return hours.isOpen(latest) ? wanted : latest
}

const london = (at: Date): DateTime => DateTime.fromJSDate(at, { zone: SERVICE_ZONE })
