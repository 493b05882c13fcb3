/** How the network spells the status of a call that is over. */
const FINAL_STATUSES: readonly string[] = ['completed', 'busy', 'failed', 'no-answer', 'canceled']

export const isFinalStatus = (status: string): boolean => FINAL_STATUSES.includes(status)
