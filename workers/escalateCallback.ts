import { escalateCallback, type EscalateCallbackDeps } from '../src/allocation/callbacks/escalateCallback'
import { ladderJob } from './ladderJob'
import type { WorkOnClaimedDeps } from './workOnStep'

/** Tells who is next that a call-back is overdue. */
export const escalateCallbackJob = (deps: WorkOnClaimedDeps & EscalateCallbackDeps) => ladderJob(deps, {
  step: 'escalateCallback', failed: 'an overdue call-back could not be told of; trying again in a moment', climb: async (held) => escalateCallback(deps, held),
})
