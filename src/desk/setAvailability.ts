import type { Availability } from '../domain/availability'
import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import { timeOfToday } from './londonTime'
import type { Telephone } from './telephonePorts'

export interface SetAvailabilityDeps {
  readonly telephone: Pick<Telephone, 'setAvailability'>
  readonly now: Clock
}

export interface SetAvailabilityInput {
  /** Whose it is. */
  readonly staffId: string
  readonly kind: Availability['kind'] | undefined
  /** A time of today such as 13:30, as typed; empty for until further notice. */
  readonly until: string
  readonly onCall?: boolean | undefined
}

export interface AvailabilityProblem {
  readonly field: 'availability' | 'until'
  readonly text: string
}

export type SetAvailabilityOutcome =
  | { readonly kind: 'set' }
  | { readonly kind: 'invalid'; readonly problems: readonly AvailabilityProblem[] }

/** Whether somebody is rung for callers, and woken at night. @throws DomainError when there is no such member of staff */
export async function setAvailability(deps: SetAvailabilityDeps, { staffId, kind, until, onCall }: SetAvailabilityInput): Promise<SetAvailabilityOutcome> {
  if (kind === undefined) return { kind: 'invalid', problems: [{ field: 'availability', text: 'Select when you can be rung' }] }
  const now = deps.now()
  const typed = kind === 'by_rota' ? '' : until.trim()
  const end = typed === '' ? undefined : timeOfToday(typed, now)
  if (typed !== '' && end === undefined) return { kind: 'invalid', problems: [{ field: 'until', text: 'Enter a time of today such as 13:30, or leave it empty' }] }
  if (end !== undefined && end <= now) return { kind: 'invalid', problems: [{ field: 'until', text: 'The time must be later than now' }] }

  const availability: Availability = kind === 'by_rota' ? { kind } : { kind, ...(end && { until: end }) }
  const outcome = await deps.telephone.setAvailability({ staffId, availability, ...(onCall !== undefined && { onCall }) })
  if (outcome === 'unknown') throw new DomainError('not_found', 'There is no such member of staff.')
  return { kind: 'set' }
}
