import { escalateSecond, type EscalateSecondDeps } from '../src/allocation/secondProfessionals/escalateSecond'
import { type WorkOnStepDeps, workOnStep } from './workOnStep'

/** Tells who is next that no officer is on an enquiry. However often it failed, trying again comes soon. */
export const escalateSecondJob = (deps: WorkOnStepDeps & EscalateSecondDeps) => async (intakeId: string): Promise<string> =>
  workOnStep(deps, { step: 'escalateSecond', intakeId }, async ({ claim }) => {
    try {
      return await escalateSecond(deps, { claim })
    } catch (error) {
      deps.log.error({ intakeId, err: error }, 'it could not be told that no officer is on an enquiry; trying again in a moment')
      await deps.steps.postpone('escalateSecond', claim, new Date(deps.now().getTime() + deps.times.lookAgainMs))
      return 'postponed'
    }
  })
