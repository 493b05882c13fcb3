/** The work that an enquiry owes, written in the same document as the enquiry itself. */
export const STEP_NAMES = ['triage', 'allocate', 'raiseTasks', 'ringStaff', 'keepRecordings', 'wakeSomebody', 'escalate', 'escalateCallback', 'escalateSecond', 'link'] as const
export type StepName = (typeof STEP_NAMES)[number]

export type StepState = 'pending' | 'working' | 'done' | 'failed'

/**
 * One piece of owed work. `dueAt` is when it next needs a worker: the moment it was asked for, the next try after a
 * failure, or, while somebody works on it, the end of the lease. It is absent once nothing more is to be done, so one
 * sparse index finds everything that waits, whatever the reason.
 */
export interface Step {
  readonly state: StepState
  readonly dueAt?: Date
  readonly attempts: number
}

export const pendingStep = (dueAt: Date): Step => ({ state: 'pending', dueAt, attempts: 0 })
export const doneStep: Step = { state: 'done', attempts: 0 }

/** Proof that a worker holds a piece of work; an outcome is written only while the claim still stands. */
export interface Claim {
  readonly intakeId: string
  readonly token: string
  /** Tries so far, this one included. */
  readonly attempts: number
}
