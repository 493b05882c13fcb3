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
  /** Worker and manager in one write, as long as the claim stands and the worker still has room; then completes it. */
  allocate(claim: Claim, choice: Choice): Promise<AllocateOutcome>
  /** The social worker who has this enquiry; undefined when nobody has. */
  holderOf(intakeId: string): Promise<string | undefined>
  /** Gives the claimed enquiry to those who have the first of its thread, without counting it again; then completes it. */
  allocateBeside(claim: Claim, choice: Choice, firstId: string): Promise<'allocated' | 'claim_lost'>
  /** Frees room that was taken for this enquiry by a try that ended with its process. */
  releasePromises(claim: Claim): Promise<void>
  /** Settles what remains of an allocation whose pair stands. Answers whether the claim still stood. */
  complete(claim: Claim): Promise<boolean>
  /** Raises the card `unallocated`, unless it is open already, and lets the step wait until `retryAt`. */
  leaveUnallocated(claim: Claim, retryAt: Date): Promise<void>
}
