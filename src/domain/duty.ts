import type { Availability } from './availability'
import { type Leave, leaveOn } from './leave'
import { londonDay } from './workingDays'
import { isWorkingTime, type WorkingPattern } from './workingPattern'

/** What decides whether somebody is on duty. */
export interface DutyFacts {
  readonly active: boolean
  /** Takes part in the rota at all. */
  readonly onRota: boolean
  /** Absent: all of the service's hours. */
  readonly pattern?: WorkingPattern
  readonly leave: readonly Leave[]
  /** As it was said; one that has ended counts no more. */
  readonly availability: Availability
}

export type Duty =
  | { readonly kind: 'on_duty' }
  | { readonly kind: 'disabled' }
  | { readonly kind: 'on_leave'; readonly leave: Leave }
  | { readonly kind: 'away'; readonly until?: Date }
  | { readonly kind: 'not_on_rota' }
  | { readonly kind: 'outside_pattern' }
  /** The service is closed. */
  | { readonly kind: 'closed' }

/**
 * Whether somebody is on duty at a moment. Leave stands above everything; then what the person, or a manager for them,
 * said on the desk; then the rota and the working pattern. Outside the service's hours nobody is on duty.
 */
export function dutyOf({ active, onRota, pattern, leave, availability }: DutyFacts, at: Date, isOpen: boolean): Duty {
  if (!active) return { kind: 'disabled' }
  const onLeave = leaveOn(leave, londonDay(at))
  if (onLeave) return { kind: 'on_leave', leave: onLeave }
  const said = availabilityAt(availability, at)
  if (said.kind === 'away') return said
  if (!isOpen) return { kind: 'closed' }
  if (said.kind === 'available') return { kind: 'on_duty' }
  if (!onRota) return { kind: 'not_on_rota' }
  return pattern === undefined || isWorkingTime(pattern, at) ? { kind: 'on_duty' } : { kind: 'outside_pattern' }
}

/** The same of an officer: they need not be on the rota, which tells who takes calls and is given enquiries. */
export const officerDutyOf = (facts: DutyFacts, at: Date, isOpen: boolean): Duty => dutyOf({ ...facts, onRota: true }, at, isOpen)

/** What was said until a moment that is past counts no more. */
export const availabilityAt = (said: Availability, at: Date): Availability =>
  said.kind !== 'by_rota' && said.until && said.until <= at ? { kind: 'by_rota' } : said
