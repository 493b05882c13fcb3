import { DateTime } from 'luxon'
import { type Leave, leaveOn } from './leave'
import type { OpeningHours } from './openingHours'
import { SERVICE_ZONE } from './serviceZone'
import { londonDay } from './workingDays'

/** In which turn people on call are told; those who share one are told at once. */
export const ON_CALL_TURNS = [1, 2, 3] as const
export type OnCallTurn = (typeof ON_CALL_TURNS)[number]

/** A time for which somebody is on call: told first of what cannot wait while nobody accepts it. */
export interface OnCallTime {
  readonly id: string
  readonly from: Date
  readonly to: Date
  /** @defaultValue 1 */
  readonly turn?: OnCallTurn
}

/** What decides whether somebody is on call. */
export interface OnCallFacts {
  /** E.164, where they can be rung. */
  readonly phone?: string
  /** They said of themselves that they may be woken at any hour. */
  readonly alwaysOnCall: boolean
  readonly onCallTimes: readonly OnCallTime[]
  readonly leave: readonly Leave[]
}

/** In which turn somebody is told at a moment; undefined while they are not on call. Whoever is on leave is on call to nobody. */
export function onCallTurn({ alwaysOnCall, onCallTimes, leave }: Omit<OnCallFacts, 'phone'>, at: Date): OnCallTurn | undefined {
  if (leaveOn(leave, londonDay(at))) return undefined
  const turns = onCallTimes.filter(({ from, to }) => from <= at && at < to).map(({ turn = 1 }) => turn)
  return ON_CALL_TURNS.find((turn) => turns.includes(turn) || (turn === 1 && alwaysOnCall))
}

/** A stretch in which the service is closed and nobody on call can be rung. */
export interface Uncovered {
  readonly from: Date
  readonly to: Date
}

type Hours = Pick<OpeningHours, 'isOpen' | 'changesNext'>

/** When, between two moments, the service is closed and nobody on call has a telephone; the earliest first. */
export function uncoveredTimes(people: readonly OnCallFacts[], hours: Hours, from: Date, until: Date): readonly Uncovered[] {
  return stretches(momentsBetween(people, hours, from, until), until, (at) => !hours.isOpen(at) && !isAnyReachable(people, at))
}

/** The same of those times alone in which it was otherwise before who is on call, or their leave, was changed. */
export function newlyUncoveredTimes(before: readonly OnCallFacts[], after: readonly OnCallFacts[], hours: Hours, from: Date, until: Date): readonly Uncovered[] {
  const isLost = (at: Date): boolean => isAnyReachable(before, at) && !isAnyReachable(after, at)
  return stretches(momentsBetween([...before, ...after], hours, from, until), until, (at) => !hours.isOpen(at) && isLost(at))
}

const isReachable = ({ phone }: OnCallFacts): boolean => phone !== undefined

const isAnyReachable = (people: readonly OnCallFacts[], at: Date): boolean => people.some((one) => isReachable(one) && onCallTurn(one, at) !== undefined)

/** From each moment at which it holds to the next at which it does not. */
function stretches(moments: readonly Date[], until: Date, holds: (at: Date) => boolean): readonly Uncovered[] {
  const found: Uncovered[] = []
  moments.forEach((at, place) => {
    if (!holds(at)) return
    const to = moments[place + 1] ?? until
    const last = found.at(-1)
    if (last?.to.getTime() === at.getTime()) found.splice(-1, 1, { from: last.from, to })
    else found.push({ from: at, to })
  })
  return found
}

/** Each moment at which anything may change: somebody's time, the service's hours, or a day, for leave is counted in days. */
function momentsBetween(people: readonly OnCallFacts[], hours: Pick<OpeningHours, 'changesNext'>, from: Date, until: Date): readonly Date[] {
  const moments = new Set([from.getTime(), ...people.filter(isReachable).flatMap(({ onCallTimes }) => onCallTimes.flatMap((time) => [time.from.getTime(), time.to.getTime()]))])
  for (let at = hours.changesNext(from); at && at < until; at = hours.changesNext(at)) moments.add(at.getTime())
  const midnight = DateTime.fromJSDate(from, { zone: SERVICE_ZONE }).startOf('day')
  for (let day = 1; midnight.plus({ days: day }).toJSDate() < until; day += 1) moments.add(midnight.plus({ days: day }).toMillis())
  return [...moments].filter((at) => at >= from.getTime() && at < until.getTime()).toSorted((a, b) => a - b).map((at) => new Date(at))
}
