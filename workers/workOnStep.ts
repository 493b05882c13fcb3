import type { Logger } from 'pino'
import { SERVICE, retryAfterMs } from '../config/service'
import type { Clock } from '../src/domain/clock'
import { PermanentFailure } from '../src/domain/errors'
import type { ClaimedIntake } from '../src/domain/claimedIntake'
import type { Claim, StepName } from '../src/domain/step'
import type { OwedTask, TaskKind } from '../src/domain/task'

export interface WorkOnStepDeps {
  readonly steps: {
    claim(step: StepName, intakeId: string): Promise<ClaimedIntake | undefined>
    postpone(step: StepName, claim: Claim, dueAt: Date): Promise<boolean>
    giveUp(step: StepName, claim: Claim, card: OwedTask): Promise<boolean>
  }
  readonly now: Clock
  readonly log: Logger
}

export type WorkOnClaimedDeps = Omit<WorkOnStepDeps, 'steps'> & { readonly steps: Omit<WorkOnStepDeps['steps'], 'claim'> }

/** The card that a person gets when a step fails for good. Putting up cards itself is never given up. */
const CARD_ON_FAILURE: Readonly<Record<StepName, TaskKind | undefined>> = {
  triage: 'triage_failed',
  raiseTasks: undefined,
  // Callers, messages, who has an enquiry and alarms are never given up: each of these steps raises its own card and goes on.
  allocate: undefined,
  ringStaff: undefined,
  keepRecordings: undefined,
  wakeSomebody: undefined,
  escalate: undefined,
  escalateCallback: undefined,
  escalateSecond: undefined,
  // A suggestion that is late hides no enquiry.
  link: undefined,
}

/**
 * Claims a step, does the work, and on failure decides what becomes of it: tried again later, or, when trying cannot
 * help or was tried often enough, a card on the desk. MongoDB keeps the schedule, so it outlives Redis. The error is
 * logged on the last attempt only.
 *
 * @returns the outcome's name; `not_mine` when the step is done, not due, or in another's hands
 */
export async function workOnStep(
  deps: WorkOnStepDeps,
  { step, intakeId }: { step: StepName; intakeId: string },
  work: (claimed: ClaimedIntake) => Promise<string>,
): Promise<string> {
  const claimed = await deps.steps.claim(step, intakeId)
  return claimed ? workOnClaimed(deps, { step, claimed }, work) : 'not_mine'
}

/** The same with a step that is claimed already. */
export async function workOnClaimed<Claimed extends Pick<ClaimedIntake, 'claim'>>(
  deps: WorkOnClaimedDeps,
  { step, claimed }: { step: StepName; claimed: Claimed },
  work: (claimed: Claimed) => Promise<string>,
): Promise<string> {
  const { claim } = claimed
  const { intakeId } = claim
  // More claims than tries: earlier ones ended with their process, so this enquiry may be what kills it.
  if (claim.attempts > SERVICE.stepAttempts && CARD_ON_FAILURE[step]) {
    deps.log.error({ intakeId, step, attempts: claim.attempts, cause: 'worker_died' }, 'a step ends with every process that tries it')
    return giveUp(deps, step, claim)
  }
  try {
    return await work(claimed)
  } catch (error) {
    const last = error instanceof PermanentFailure || claim.attempts >= SERVICE.stepAttempts
    if (last) deps.log.error({ intakeId, step, attempts: claim.attempts, err: error }, 'a step keeps failing')
    if (last && CARD_ON_FAILURE[step]) return giveUp(deps, step, claim)
    await deps.steps.postpone(step, claim, new Date(deps.now().getTime() + retryAfterMs(claim.attempts)))
    return 'postponed'
  }
}

async function giveUp(deps: WorkOnClaimedDeps, step: StepName, claim: Claim): Promise<string> {
  const kind = CARD_ON_FAILURE[step]
  if (kind) await deps.steps.giveUp(step, claim, { kind, dueAt: deps.now() })
  deps.log.warn({ intakeId: claim.intakeId, step, kind }, 'gave a step up; a card is raised')
  return 'given_up'
}
