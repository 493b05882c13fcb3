import type { Intake } from './intake'
import type { Claim } from './step'
import type { OwedTask } from './task'

/** An enquiry of which somebody holds a step. */
export interface ClaimedIntake {
  readonly claim: Claim
  /** In the clear, so that cards can be put up even for an enquiry that does not open. */
  readonly owedTasks: readonly OwedTask[]
  /** Unsealed when asked for. @throws when a sealed part does not open, such as for want of its data key */
  readonly intake: Intake
  /** What people have written down about it; unsealed as the enquiry is. */
  readonly notes: readonly string[]
}
