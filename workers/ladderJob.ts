import type { HeldStep } from '../src/allocation/escalation/ports'
import type { StepName } from '../src/domain/step'
import { workOnClaimed, type WorkOnClaimedDeps } from './workOnStep'

interface LadderDeps extends WorkOnClaimedDeps {
  /** After an error: tried again after so long, in milliseconds. */
  readonly times: { readonly lookAgainMs: number }
}

/** One ladder: its step, what the log says when it fails, and what is done on it. */
export interface Ladder<Matter> {
  readonly step: StepName
  readonly failed: string
  climb(held: HeldStep<Matter>): Promise<string>
}

/** Takes the step of a ladder and does what it says is next. */
export const ladderJob = <Matter>(deps: LadderDeps & { readonly ledger: { claim(intakeId: string): Promise<HeldStep<Matter> | undefined> } }, ladder: Ladder<Matter>) =>
  async (intakeId: string): Promise<string> => {
    const held = await deps.ledger.claim(intakeId)
    return held ? climbHeld(deps, ladder, held) : 'not_mine'
  }

/** The same with a step that is held already. However often it failed, trying again comes soon. */
export const climbHeld = async <Matter>(deps: LadderDeps, ladder: Ladder<Matter>, held: HeldStep<Matter>): Promise<string> =>
  workOnClaimed(deps, { step: ladder.step, claimed: held }, async () => {
    try {
      return await ladder.climb(held)
    } catch (error) {
      deps.log.error({ intakeId: held.claim.intakeId, err: error }, ladder.failed)
      await deps.steps.postpone(ladder.step, held.claim, new Date(deps.now().getTime() + deps.times.lookAgainMs))
      return 'postponed'
    }
  })
