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

/** A reading, which only raises, or what a person decided. */
export interface Judgement {
  readonly at: Date
  readonly priority: Priority
  readonly isDecided: boolean
}

/** Since when it has been urgent without a break, by what was read and decided in turn; undefined where none of that makes it so. */
export function urgentSince(judgements: readonly Judgement[]): Date | undefined {
  return judgements.toSorted((a, b) => a.at.getTime() - b.at.getTime()).reduce<Date | undefined>((since, { at, priority, isDecided }) => {
    if (priority === 'urgent') return since ?? at
    return isDecided ? undefined : since
  }, undefined)
}
