import { DateTime } from 'luxon'
import { SERVICE_ZONE } from './serviceZone'
import type { Callback, CallbackTime } from './telephony'

/**
 * Why somebody should think twice before they ring a caller back. `not_safe`: the number is not known to be safe;
 * `not_their_time`: the caller named another part of the day.
 */
export type CallbackDoubt = 'not_safe' | 'not_their_time'

/** Hours of the day in London, from and before. */
export const PARTS_OF_THE_DAY: Readonly<Record<CallbackTime, readonly [from: number, before: number]>> = {
  any: [0, 24], morning: [8, 12], afternoon: [12, 17], evening: [17, 21],
}

/**
 * When a caller is to be rung back: so many milliseconds from when they asked, or, where they named a part of the day,
 * from when that begins, and within it. To ring before it begins would not be safe, after it ends neither.
 */
export function callbackDueAt(callback: Pick<Callback, 'time'> | undefined, from: Date, withinMs: number): Date {
  const { time = 'any' } = callback ?? {}
  if (time === 'any') return new Date(from.getTime() + withinMs)
  const part = nextPart(time, from)
  return new Date(Math.min(Math.max(from.getTime(), part.begins) + withinMs, part.ends))
}

/** In milliseconds of the epoch. */
interface PartOfADay {
  readonly begins: number
  readonly ends: number
}

const HOUR_MS = 3_600_000
/** The clock in London changes on the hour, so within one the answer stands; and every event of a call asks for it. */
const found = new Map<CallbackTime, PartOfADay & { readonly hour: number }>()

/** The part of the day that is now, or comes next. */
function nextPart(time: CallbackTime, from: Date): PartOfADay {
  const hour = Math.floor(from.getTime() / HOUR_MS)
  const known = found.get(time)
  if (known?.hour === hour) return known
  const [firstHour, endHour] = PARTS_OF_THE_DAY[time]
  const asked = DateTime.fromJSDate(from, { zone: SERVICE_ZONE })
  const day = (asked.hour < endHour ? asked : asked.plus({ days: 1 })).startOf('day')
  const part = { hour, begins: day.set({ hour: firstHour }).toMillis(), ends: day.set({ hour: endHour }).toMillis() }
  found.set(time, part)
  return part
}

export function callbackDoubt({ safe, time = 'any' }: Pick<Callback, 'safe' | 'time'>, at: Date): CallbackDoubt | undefined {
  if (safe !== 'yes') return 'not_safe'
  const { hour } = DateTime.fromJSDate(at, { zone: SERVICE_ZONE })
  const [from, before] = PARTS_OF_THE_DAY[time]
  return hour >= from && hour < before ? undefined : 'not_their_time'
}
