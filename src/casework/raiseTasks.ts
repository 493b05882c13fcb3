import type { Clock } from '../domain/clock'
import type { Intake } from '../domain/intake'
import type { Claim } from '../domain/step'
import type { OwedTask } from '../domain/task'

export interface RaiseTasksDeps {
  readonly tasks: { raise(intakeId: string, owed: readonly OwedTask[], now: Date): Promise<void> }
  readonly steps: { finish(step: 'raiseTasks', claim: Claim): Promise<boolean> }
  readonly now: Clock
}

/**
 * Puts the cards that an enquiry owes on the desk, each once however often this runs. A card that came to be owed
 * meanwhile takes the claim away, and the step runs again.
 */
export async function raiseTasks(deps: RaiseTasksDeps, { claim, intake }: { claim: Claim; intake: Intake }): Promise<'raised' | 'claim_lost'> {
  await deps.tasks.raise(intake.id, intake.owedTasks, deps.now())
  return (await deps.steps.finish('raiseTasks', claim)) ? 'raised' : 'claim_lost'
}
