import type { NobodyFits } from '../domain/allocation'
import type { Intake } from '../domain/intake'
import type { Claim } from '../domain/step'
import type { Choice, People } from './candidate'

/**
 * `facts_changed`: something of the worker's, or who is barred, is not what the decision was made on.
 * `claim_lost`: somebody else holds the step by now, or it is done.
 */
export type AllocateOutcome = 'allocated' | 'facts_changed' | 'claim_lost'

/** An enquiry and the first one that it belongs with, if it does. */
export type Placed = Pick<Intake, 'id' | 'joinedTo'>

/** A look that found nobody. */
export interface NobodyFound {
  readonly why: NobodyFits
  readonly retryAt: Date
  /** Whether the service was open then, so that the managers are to learn of it. */
  readonly isOpen: boolean
}

/** What allocating needs from the store. */
export interface AllocationLedger {
  /** Every social worker and manager, on duty or not, as they stand towards this enquiry. */
  people(intake: Placed): Promise<People>
  /**
   * Worker and manager in one write, as long as the claim stands and the worker's facts are those of the decision; then
   * completes it. Of many at once on the same facts one gets through.
   * @param weight points that the enquiry adds to what the worker carries
   */
  allocate(claim: Claim, choice: Choice, weight: number): Promise<AllocateOutcome>
  /** The social worker who has this enquiry; undefined when nobody has. */
  holderOf(intakeId: string): Promise<string | undefined>
  /** Gives the claimed enquiry to those who have the first of its thread, or cover for them, without counting it again while the first is open; then completes it. */
  allocateBeside(claim: Claim, choice: Choice, firstId: string): Promise<AllocateOutcome>
  /** Frees room that was taken for this enquiry by a try that ended with its process. */
  releasePromises(claim: Claim): Promise<void>
  /** Settles what remains of an allocation whose pair stands. Answers whether the claim still stood. */
  complete(claim: Claim): Promise<boolean>
  /**
   * Raises the card `unallocated` with its reason, or renews the reason, and lets the step wait until `retryAt`, or until somebody
   * comes on duty. While the service is open its clock is looked at now, unless somebody was told already. Where it `failed`, the claim still stands.
   */
  leaveUnallocated(claim: Claim, found: NobodyFound): Promise<void>
}
