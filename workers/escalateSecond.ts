import { escalateSecond, type EscalateSecondDeps } from '../src/allocation/secondProfessionals/escalateSecond'
import type { AwaitedSecond } from '../src/allocation/secondProfessionals/ports'
import type { ClaimedIntake } from '../src/domain/claimedIntake'
import { climbHeld, type Ladder, ladderJob } from './ladderJob'
import type { WorkOnClaimedDeps } from './workOnStep'

type Deps = WorkOnClaimedDeps & EscalateSecondDeps

/** Tells who is next that no officer is on an enquiry. */
export const escalateSecondJob = (deps: Deps) => ladderJob(deps, ladderOf(deps))

/** The same for whoever holds the step already. */
export const escalateHeldSecond = (deps: Deps) => async ({ claim }: Pick<ClaimedIntake, 'claim'>): Promise<string> => climbHeld(deps, ladderOf(deps), deps.ledger.held(claim))

const ladderOf = (deps: Deps): Ladder<AwaitedSecond> => ({
  step: 'escalateSecond', failed: 'it could not be told that no officer is on an enquiry; trying again in a moment', climb: async (held) => escalateSecond(deps, held),
})
