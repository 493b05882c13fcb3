import { ringStaff, type RingStaffDeps } from '../src/telephone/legs/ringStaff'
import { type WorkOnStepDeps, workOnStep } from './workOnStep'

/** Rings members of staff for callers who wait. A caller is never left longer for an error of ours. */
export const ringStaffJob = (deps: WorkOnStepDeps & RingStaffDeps) => async (intakeId: string): Promise<string> =>
  workOnStep(deps, { step: 'ringStaff', intakeId }, async ({ claim }) => {
    try {
      return await ringStaff(deps, { claim })
    } catch (error) {
      deps.log.error({ intakeId, err: error }, 'nobody could be rung for the callers who wait; trying again in a moment')
      await deps.steps.postpone('ringStaff', claim, new Date(deps.now().getTime() + deps.lookAgainMs))
      return 'postponed'
    }
  })
