import type { CaseOutcome, EndingObstacle, EndingOutcome } from '../domain/caseEnding'
import type { Actor } from '../domain/staff'

/** How casework ends. */
export interface CaseworkDesk {
  readonly outcomes: readonly CaseOutcome[]
  /** Why this person cannot end it as it stands; none when they can. */
  obstacles(intakeId: string, staffId: string): Promise<readonly EndingObstacle[]>
  /** @throws DomainError when there is no such enquiry */
  end(input: {
    readonly intakeId: string; readonly outcome: string | undefined; readonly detail: string; readonly reason: string; readonly actor: Actor
    /** Where the outcome asks for a reference: whose it is, or why it is nobody's. */
    readonly named: { readonly intakeId: string; readonly reference: string } | { readonly problem: string } | undefined
  }): Promise<EndingOutcome>
}
