import type { HeldStep } from '../src/allocation/escalation/ports'
import type { StepName } from '../src/domain/step'
import { workOnClaimed, type WorkOnClaimedDeps } from './workOnStep'

export interface LadderJobDeps<Matter> extends WorkOnClaimedDeps {
  readonly ledger: { claim(intakeId: string): Promise<HeldStep<Matter> | undefined> }
  /** After an error: tried again after so long, in milliseconds. */
  readonly times: { readonly lookAgainMs: number }
}

/**
 * Takes the step of a ladder and does what it says is next. However often it failed, trying again comes soon.
 * @param failed what the log says then
 */
export const ladderJob = <Matter>(deps: LadderJobDeps<Matter>, { step, failed }: { step: StepName; failed: string }, climb: (held: HeldStep<Matter>) => Promise<string>) =>
  async (intakeId: string): Promise<string> => {
    const held = await deps.ledger.claim(intakeId)
    return held ? workOnClaimed(deps, { step, claimed: held }, async () => {
      try {
        return await climb(held)
      } catch (error) {
        deps.log.error({ intakeId, err: error }, failed)
        await deps.steps.postpone(step, held.claim, new Date(deps.now().getTime() + deps.times.lookAgainMs))
        return 'postponed'
      }
    }) : 'not_mine'
  }
