import { escalateCallback, type EscalateCallbackDeps } from '../src/allocation/callbacks/escalateCallback'
import { type WorkOnStepDeps, workOnStep } from './workOnStep'

/** Tells who is next that a call-back is overdue. However often it failed, trying again comes soon. */
export const escalateCallbackJob = (deps: WorkOnStepDeps & EscalateCallbackDeps) => async (intakeId: string): Promise<string> =>
  workOnStep(deps, { step: 'escalateCallback', intakeId }, async ({ claim }) => {
    try {
      return await escalateCallback(deps, { claim })
    } catch (error) {
      deps.log.error({ intakeId, err: error }, 'an overdue call-back could not be told of; trying again in a moment')
      await deps.steps.postpone('escalateCallback', claim, new Date(deps.now().getTime() + deps.times.lookAgainMs))
      return 'postponed'
    }
  })
