import type { Claim } from '../domain/step'
import type { Choice, WorkerLoad } from './workerLoad'

/**
 * `worker_taken`: the worker is at the limit, gone off duty, or was given another enquiry since the decision.
 * `claim_lost`: somebody else holds the step by now, or it is done.
 */
export type AllocateOutcome = 'allocated' | 'worker_taken' | 'claim_lost'

/** What allocating needs from the store. */
export interface AllocationLedger {
  /** Every social worker, on duty or not. */
  candidates(): Promise<readonly WorkerLoad[]>
  /** Worker, manager and the worker's count in one write, as long as the claim stands and the worker still has room. */
  allocate(claim: Claim, choice: Choice): Promise<AllocateOutcome>
  /** Raises the card `unallocated`, unless it is open already, and lets the step wait until `retryAt`. */
  leaveUnallocated(claim: Claim, retryAt: Date): Promise<void>
}
