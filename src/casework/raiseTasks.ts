import type { ClaimedIntake } from '../domain/claimedIntake'
import type { Clock } from '../domain/clock'
import type { Claim } from '../domain/step'
import type { OwedTask } from '../domain/task'

export interface RaiseTasksDeps {
  readonly tasks: { raise(intakeId: string, owed: readonly OwedTask[], now: Date): Promise<void> }
  readonly steps: { finish(step: 'raiseTasks', claim: Claim): Promise<boolean> }
  readonly now: Clock
}

/**
 * Puts the cards that an enquiry owes on the desk, each once however often this runs, and takes off those that later
 * facts of a call withdrew. A card that came to be owed, or was withdrawn, meanwhile takes the claim away, and the step
 * runs again. Needs nothing unsealed: an enquiry that does not open gets its cards too.
 */
export async function raiseTasks(deps: RaiseTasksDeps, { claim, owedTasks }: Pick<ClaimedIntake, 'claim' | 'owedTasks'>): Promise<'raised' | 'claim_lost'> {
  await deps.tasks.raise(claim.intakeId, owedTasks, deps.now())
  return (await deps.steps.finish('raiseTasks', claim)) ? 'raised' : 'claim_lost'
}
