import { linkIntake } from '../src/linking/linkIntake'
import type { LinkIntakeDeps } from '../src/linking/ports'
import { type WorkOnStepDeps, workOnStep } from './workOnStep'

/** Looks for other enquiries that may be about the same child. */
export const linkJob = (deps: Omit<WorkOnStepDeps, 'steps'> & LinkIntakeDeps & { readonly steps: WorkOnStepDeps['steps'] & LinkIntakeDeps['steps'] }) => async (intakeId: string): Promise<string> =>
  workOnStep(deps, { step: 'link', intakeId }, async (claimed) => linkIntake(deps, claimed))
