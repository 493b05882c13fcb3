import type { Intake } from './intake'
import type { Claim } from './step'
import type { OwedTask } from './task'

/** Something that a member of staff wrote down about an enquiry. */
export interface NoteWords {
  readonly words: string
  readonly at: Date
  /** Nobody has decided the priority since it was written. */
  readonly sinceDecision: boolean
  /** Written by an officer, who may open no enquiry that does not call for one. */
  readonly byOfficer?: true
}

/** An enquiry of which somebody holds a step. */
export interface ClaimedIntake {
  readonly claim: Claim
  /** In the clear, so that cards can be put up even for an enquiry that does not open. */
  readonly owedTasks: readonly OwedTask[]
  /** Unsealed when asked for. @throws when a sealed part does not open, such as for want of its data key */
  readonly intake: Intake
  /** What people have written down about it, in the order in which they did; unsealed as the enquiry is. */
  readonly notes: readonly NoteWords[]
}
