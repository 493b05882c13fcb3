import type { EscalateDeps } from '../src/allocation/escalation/escalateDeps'
import { escalateIntake } from '../src/allocation/escalation/escalateIntake'
import { ladderJob } from './ladderJob'
import type { WorkOnClaimedDeps } from './workOnStep'

/** Keeps one enquiry's clock and tells who is next that nobody has accepted it. */
export const escalateJob = (deps: WorkOnClaimedDeps & EscalateDeps) => ladderJob(deps, {
  step: 'escalate', failed: 'the clock of an enquiry could not be kept; trying again in a moment', climb: async (held) => escalateIntake(deps, held),
})
