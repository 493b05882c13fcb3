import { escalateSecond, type EscalateSecondDeps } from '../src/allocation/secondProfessionals/escalateSecond'
import { ladderJob } from './ladderJob'
import type { WorkOnClaimedDeps } from './workOnStep'

/** Tells who is next that no officer is on an enquiry. */
export const escalateSecondJob = (deps: WorkOnClaimedDeps & EscalateSecondDeps) =>
  ladderJob(deps, { step: 'escalateSecond', failed: 'it could not be told that no officer is on an enquiry; trying again in a moment' }, async (held) => escalateSecond(deps, held))
