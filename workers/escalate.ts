import { escalateIntake, type EscalateDeps } from '../src/allocation/escalation/escalateIntake'
import { type WorkOnStepDeps, workOnStep } from './workOnStep'

/** Keeps one enquiry's clock and tells who is next that nobody has accepted it. However often it failed, trying again comes soon. */
export const escalateJob = (deps: WorkOnStepDeps & EscalateDeps) => async (intakeId: string): Promise<string> =>
  workOnStep(deps, { step: 'escalate', intakeId }, async ({ claim }) => {
    try {
      return await escalateIntake(deps, { claim })
    } catch (error) {
      deps.log.error({ intakeId, err: error }, 'the clock of an enquiry could not be kept; trying again in a moment')
      await deps.steps.postpone('escalate', claim, new Date(deps.now().getTime() + deps.times.lookAgainMs))
      return 'postponed'
    }
  })
