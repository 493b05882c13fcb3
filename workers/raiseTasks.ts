import { raiseTasks, type RaiseTasksDeps } from '../src/casework/raiseTasks'
import { type WorkOnStepDeps, workOnStep } from './workOnStep'

/** Puts the cards of one enquiry on the desk. */
export const raiseTasksJob = (deps: WorkOnStepDeps & RaiseTasksDeps) => async (intakeId: string): Promise<string> =>
  workOnStep(deps, { step: 'raiseTasks', intakeId }, async (claimed) => raiseTasks(deps, claimed))
