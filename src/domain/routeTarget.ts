import { type Day, addDays, daysBetween, isWorkingDay, londonDay, nextWorkingDay } from './workingDays'

/** How an enquiry on a list stands towards the day by which it is to be answered. */
export type RouteStanding =
  | { readonly kind: 'in_time'; readonly dueOn: Day }
  | { readonly kind: 'due_today' }
  /** Working days since the day it was due, at least 1. */
  | { readonly kind: 'overdue'; readonly workingDays: number }

/** The day by which an enquiry is to be answered: so many working days after the day it came. */
export function dueDay(receivedAt: Date, workingDays: number, holidays: ReadonlySet<Day>): Day {
  let day = londonDay(receivedAt)
  for (let passed = 0; passed < workingDays; passed += 1) day = nextWorkingDay(day, holidays)
  return day
}

/** Overdue from the first working day after the day it was due. */
export function routeStanding(receivedAt: Date, workingDays: number, holidays: ReadonlySet<Day>, now: Date): RouteStanding {
  const dueOn = dueDay(receivedAt, workingDays, holidays)
  const today = londonDay(now)
  if (dueOn === today) return { kind: 'due_today' }
  const late = workingDaysAfter(dueOn, today, holidays)
  // The weekend after the last day: nobody is late yet, and the day it was due is past.
  return late > 0 ? { kind: 'overdue', workingDays: late } : { kind: 'in_time', dueOn }
}

function workingDaysAfter(from: Day, to: Day, holidays: ReadonlySet<Day>): number {
  let count = 0
  for (let ahead = 1; ahead <= daysBetween(from, to); ahead += 1) if (isWorkingDay(addDays(from, ahead), holidays)) count += 1
  return count
}
