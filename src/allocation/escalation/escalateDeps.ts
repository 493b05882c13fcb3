import type { Priority } from '../../domain/priority'
import type { WorkingHours, WorkingSpan } from '../../domain/workingTime'
import type { EscalationLedger, LadderTimes, UntakenTurns } from './ports'
import type { ClimbDeps } from './takeNextRung'

/** What keeping the clock of an enquiry needs. */
export interface EscalateDeps extends ClimbDeps {
  readonly ledger: EscalationLedger
  readonly untakenTurns: UntakenTurns
  readonly hours: WorkingHours
  readonly acceptWithin: Readonly<Record<Priority, WorkingSpan>>
  readonly takeOverWithin: Readonly<Record<Priority, WorkingSpan>>
  readonly times: LadderTimes
}
