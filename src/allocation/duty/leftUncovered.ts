import { DateTime } from 'luxon'
import type { Leave } from '../../domain/leave'
import { newlyUncoveredTimes, type Uncovered } from '../../domain/onCall'
import type { OpeningHours } from '../../domain/openingHours'
import { SERVICE_ZONE } from '../../domain/serviceZone'
import { DAYS_AHEAD } from './endOnCall'
import type { StaffFacts } from './ports'

export interface LeftUncoveredDeps {
  readonly staff: Pick<StaffFacts, 'mayBeOnCall'>
  readonly hours: Pick<OpeningHours, 'isOpen' | 'changesNext'>
}

/** When nobody who can be rung is on call any more because somebody is on leave then; asked before the leave is set. */
export async function uncoveredByLeave({ staff, hours }: LeftUncoveredDeps, staffId: string, leave: Leave, at: Date): Promise<readonly Uncovered[]> {
  const people = await staff.mayBeOnCall()
  const first = DateTime.fromISO(leave.from, { zone: SERVICE_ZONE }).toJSDate()
  const from = first > at ? first : at
  const until = DateTime.fromISO(leave.to, { zone: SERVICE_ZONE }).plus({ days: 1 }).toJSDate()
  const person = people.find(({ id }) => id === staffId)
  if (!person || (!person.alwaysOnCall && !person.onCallTimes.some((time) => time.from < until && time.to > from))) return []
  const after = people.map((one) => (one.id === staffId ? { ...one, leave: [...one.leave, leave] } : one))
  return newlyUncoveredTimes(people, after, hours, from, until)
}

/** The same because somebody is not on call at all any more, as far as their times go; where they are at any hour, as far as the on-call page looks. */
export async function uncoveredWithout({ staff, hours }: LeftUncoveredDeps, staffId: string, at: Date): Promise<readonly Uncovered[]> {
  const people = await staff.mayBeOnCall()
  const person = people.find(({ id }) => id === staffId)
  if (!person) return []
  const ends = [...person.onCallTimes.map(({ to }) => to.getTime()), ...(person.alwaysOnCall ? [at.getTime() + DAYS_AHEAD * 86_400_000] : [])]
  return newlyUncoveredTimes(people, people.filter((one) => one !== person), hours, at, new Date(Math.max(at.getTime(), ...ends)))
}
