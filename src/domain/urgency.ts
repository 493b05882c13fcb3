import type { Priority } from './priority'

/** What tells how urgent an enquiry is. */
export interface UrgencyFacts {
  /** Of a call. */
  readonly telephony?: { readonly urgentAt?: Date | undefined } | undefined
  /** Absent while nothing has read it. */
  readonly triage?: { readonly priority?: Priority | undefined } | undefined
}

/** The caller pressed the urgent key, or it is urgent by what was read or decided. */
export const isUrgent = ({ telephony, triage }: UrgencyFacts): boolean => telephony?.urgentAt !== undefined || triage?.priority === 'urgent'

/** The same, or nothing has read it yet: whoever waits does not wait for that. */
export const countsAsUrgent = (facts: UrgencyFacts): boolean => facts.triage?.priority === undefined || isUrgent(facts)
