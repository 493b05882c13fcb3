import { allocateIntake, type AllocateDeps } from '../src/allocation/allocateIntake'
import { type WorkOnStepDeps, workOnStep } from './workOnStep'

/** Gives one enquiry its social worker and manager, or says that nobody is free. */
export const allocateJob = (deps: WorkOnStepDeps & AllocateDeps) => async (intakeId: string): Promise<string> =>
  workOnStep(deps, { step: 'allocate', intakeId }, async (claimed) => (await allocateIntake(deps, claimed)).kind)
