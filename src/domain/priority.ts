/** How pressing an enquiry is, the most pressing first: an order, not a time. */
export const PRIORITIES = ['urgent', 'high', 'standard', 'low'] as const
export type Priority = (typeof PRIORITIES)[number]

/** 0 is the most pressing; stored beside the priority so that the queue can be read in order from an index. */
export const priorityRank = (priority: Priority): number => PRIORITIES.indexOf(priority)

/** The more pressing of two: automation may raise a priority, never lower one. */
export const morePressing = (a: Priority, b: Priority): Priority => (priorityRank(a) <= priorityRank(b) ? a : b)

/**
 * Whether an enquiry is urgent, or ever was: by proposal or by decision.
 * @param before what it was proposed as, and decided from and to, as its history says
 */
export const wasUrgent = (now: { readonly priority: Priority; readonly proposedPriority: Priority } | undefined, before: readonly (Priority | undefined)[]): boolean =>
  [now?.priority, now?.proposedPriority, ...before].includes('urgent')

/** Only a manager may do that, in one step or in several. @param wasEver urgent */
export const lowersUrgent = (from: Priority | undefined, to: Priority | undefined, wasEver: boolean): boolean =>
  from !== undefined && to !== undefined && isLowered(from, to) && (from === 'urgent' || wasEver)

/** What somebody says is casework is never low: of the table's levels that one is for training, media and the like. */
export const LEAST_OF_CASEWORK = 'standard' satisfies Priority

export const isLowered = (from: Priority, to: Priority): boolean => priorityRank(to) > priorityRank(from)
