import type { Acceptance } from '../domain/allocation'

/** Who accepted an enquiry, and whether it had a social worker, as both were looked at. */
export interface Accepted {
  readonly acceptance: Acceptance
  readonly isAllocated: boolean
}

/** Whoever accepted it, gave it away or got it meanwhile did so with what was less pressing. */
export const stillAccepted = ({ acceptance, isAllocated }: Accepted) => ({ status: 'accepted' as const, 'acceptance.at': acceptance.at, allocation: { $exists: isAllocated } })

/** The part of an update that ends an acceptance of what is more pressing now: it waits anew, first for whoever had accepted it, whoever had its caller in hand before. */
export const acceptanceEnded = ({ acceptance, isAllocated }: Accepted, at: Date) => ({
  $set: { status: isAllocated ? 'allocated' as const : 'triaged' as const, 'escalation.restartAt': at, 'escalation.anewSince': at, 'escalation.hadBy': { staffId: acceptance.by, at } },
  $unset: { acceptance: '' as const },
})
