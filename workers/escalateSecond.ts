import { escalateSecond, type EscalateSecondDeps } from '../src/allocation/secondProfessionals/escalateSecond'
import type { AwaitedSecond } from '../src/allocation/secondProfessionals/ports'
import type { ClaimedIntake } from '../src/domain/claimedIntake'
import { counting, type Work } from '../src/domain/turns'
import type { Claim } from '../src/domain/step'
import { climbHeld, type Ladder, ladderJob } from './ladderJob'
import type { WorkOnClaimedDeps } from './workOnStep'

type Deps = WorkOnClaimedDeps & EscalateSecondDeps
/** The same work, done when its turn comes. */
type InItsTurn = <Input, Outcome>(work: Work<Input, Outcome>) => Work<Input, Outcome>

/** Tells who is next that no officer is on an enquiry. */
export const escalateSecondJob = (deps: Deps) => ladderJob(deps, ladderOf(deps))

/**
 * The same for whoever holds the step already, and for so many enquiries at once: a mail server that is slow must not hold up what is
 * read next; those that wait for their turn are among so many. The rest is left to the step's own job, at once.
 */
export function escalateHeldSecond(deps: Deps, most: number, inItsTurn: InItsTurn) {
  const telling = counting(inItsTurn(async ({ claim }: Pick<ClaimedIntake, 'claim'>): Promise<string> => climbHeld(deps, ladderOf(deps), deps.ledger.held(claim))))
  const hasRoom = (): boolean => telling.underWay() < most
  const leave = async (claim: Claim): Promise<string> => ((await deps.steps.postpone('escalateSecond', claim, deps.now())) ? 'left_to_its_job' : 'claim_lost')
  return Object.assign(async (held: Pick<ClaimedIntake, 'claim'>): Promise<string> => (hasRoom() ? telling(held) : leave(held.claim)), { hasRoom })
}

const ladderOf = (deps: Deps): Ladder<AwaitedSecond> => ({
  step: 'escalateSecond', failed: 'it could not be told that no officer is on an enquiry; trying again in a moment', climb: async (held) => escalateSecond(deps, held),
})
