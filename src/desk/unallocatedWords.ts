import type { OpeningHours } from '../domain/openingHours'
import type { Priority } from '../domain/priority'
import { nobodyFitsWords } from './allocationWords'
import { londonDateTime } from './londonTime'
import { TASK_WORDS } from './words'

export type ServiceTimes = Pick<OpeningHours, 'isOpen' | 'opensNext'>

/** The service while it is closed, when nobody is allocated anything. */
export interface ClosedService {
  /** Absent when the hours name no next time. */
  readonly opensAt?: Date
}

/** @returns undefined while the service is open */
export function closedService(hours: ServiceTimes, now: Date): ClosedService | undefined {
  if (hours.isOpen(now)) return undefined
  const opensAt = hours.opensNext(now)
  return opensAt ? { opensAt } : {}
}

interface UnallocatedWords {
  readonly title: string
  readonly advice: string
}

/**
 * Why an enquiry has no social worker yet, and whether somebody must see to that: not for want of people while the service is closed.
 * @param cause what those on duty lacked, as the card has it
 */
export function unallocatedWords(closed: ClosedService | undefined, priority: Priority | undefined, cause?: string): UnallocatedWords {
  if (!closed) return { title: TASK_WORDS.unallocated.title, advice: nobodyFitsWords(cause) ?? TASK_WORDS.unallocated.advice }
  const opening = closed.opensAt ? `when the service opens, on ${londonDateTime(closed.opensAt)}` : 'when the service opens again'
  return priority === 'urgent'
    ? {
        title: 'Urgent: accept it now',
        advice: `The service is closed: a social worker is given this ${opening}. It is urgent and cannot wait for that. Accept it yourself, or ask a manager now who is to take it.`,
      }
    : { title: 'Allocated when we open', advice: `The service is closed. This is given to a social worker ${opening}. Nobody need do anything about it before, unless it turns out to be urgent.` }
}
