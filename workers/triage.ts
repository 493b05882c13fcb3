import { triageIntake, type TriageIntakeDeps } from '../src/triage/triageIntake'
import { type WorkOnStepDeps, workOnStep } from './workOnStep'

/** Reads one enquiry by the rules. */
export const triageJob = (deps: WorkOnStepDeps & TriageIntakeDeps) => async (intakeId: string): Promise<string> =>
  workOnStep(deps, { step: 'triage', intakeId }, async (claimed) => triageIntake(deps, claimed))
