import { keepRecordings, type KeepRecordingsDeps } from '../src/telephone/recordings/keepRecordings'
import { type WorkOnStepDeps, workOnStep } from './workOnStep'

/** Brings home the recordings of one call. */
export const keepRecordingsJob = (deps: WorkOnStepDeps & KeepRecordingsDeps) => async (intakeId: string): Promise<string> =>
  workOnStep(deps, { step: 'keepRecordings', intakeId }, async (claimed) => keepRecordings(deps, claimed))
