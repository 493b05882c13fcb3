import type { AllocationReasons } from '../domain/allocation'
import type { DutyFacts } from '../domain/duty'
import type { CoveredFor } from '../domain/handover'
import type { Skills } from '../domain/skills'

interface Person extends DutyFacts {
  readonly id: string
  readonly name: string
  /** Has a conflict of interest in this enquiry. */
  readonly barred: boolean
}

/** A manager as the allocation sees them: on leave or not, and who covers. */
export type Supervisor = Person

/** A social worker as the allocation sees them: on duty or not, and how much they carry. */
export interface Candidate extends Person {
  /** The supervising manager's staff id; absent when none is named. */
  readonly managerId?: string
  readonly skills: Skills
  /** Points of what they have that is not closed, what is being given to them at this moment included. */
  readonly load: number
  /** In points. */
  readonly limit: number
  /** Absent when they were never given an enquiry. */
  readonly lastAllocatedAt?: Date
  /** Of the facts that were read; another means that they changed. */
  readonly version: number | undefined
}

/** Everybody there is, on duty or not, as they stand towards one enquiry. */
export interface People {
  readonly workers: readonly Candidate[]
  readonly managers: readonly Supervisor[]
}

/** Who is to have an enquiry: always both, the facts that the decision was made on, and why. */
export interface Choice {
  readonly socialWorker: { readonly id: string; readonly name: string }
  readonly manager: { readonly id: string; readonly name: string }
  /** Whose leave the manager covers, and gives it back to at the end. */
  readonly supervisionCoveredFor?: CoveredFor
  readonly version: number | undefined
  readonly why: AllocationReasons
}
