import { lookAgainAfter } from '../src/telephone/waking/pauses'
import { type WakeDeps, wakeSomebody } from '../src/telephone/waking/wakeSomebody'
import { type WorkOnStepDeps, workOnStep } from './workOnStep'

/** Wakes the next person for what cannot wait. However often it failed, trying again comes soon. */
export const wakeSomebodyJob = (deps: WorkOnStepDeps & WakeDeps) => async (intakeId: string): Promise<string> =>
  workOnStep(deps, { step: 'wakeSomebody', intakeId }, async ({ claim }) => {
    try {
      return await wakeSomebody(deps, { claim })
    } catch (error) {
      deps.log.error({ intakeId, err: error }, 'nobody could be woken for what cannot wait; trying again in a moment')
      await deps.steps.postpone('wakeSomebody', claim, new Date(deps.now().getTime() + lookAgainAfter(claim.attempts, deps)))
      return 'postponed'
    }
  })
