import { allocateIntake, type AllocateDeps } from '../src/allocation/allocateIntake'
import type { ClaimedIntake } from '../src/domain/claimedIntake'
import { type WorkOnStepDeps, workOnStep } from './workOnStep'

type AllocateWork = (claimed: Pick<ClaimedIntake, 'claim' | 'intake' | 'notes'>) => Promise<string>

/** Gives one enquiry its social worker and manager, or says that nobody is free. */
export const allocateJob = (deps: WorkOnStepDeps, work: AllocateWork) => async (intakeId: string): Promise<string> =>
  workOnStep(deps, { step: 'allocate', intakeId }, work)

export const allocateWork = (deps: AllocateDeps): AllocateWork => async (claimed) => (await allocateIntake(deps, claimed)).kind
