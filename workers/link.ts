import type { ClaimedIntake } from '../src/domain/claimedIntake'
import { linkIntake } from '../src/linking/linkIntake'
import type { LinkIntakeDeps } from '../src/linking/ports'
import { type WorkOnStepDeps, workOnStep } from './workOnStep'

/** Looks for other enquiries that may be about the same child. */
export const linkJob = (deps: Omit<WorkOnStepDeps, 'steps'> & LinkIntakeDeps & { readonly steps: WorkOnStepDeps['steps'] & LinkIntakeDeps['steps'] }) => async (intakeId: string): Promise<string> =>
  workOnStep(deps, { step: 'link', intakeId }, linkWork(deps))

export const linkWork = (deps: LinkIntakeDeps) => async (claimed: ClaimedIntake): Promise<string> => linkIntake(deps, claimed)
