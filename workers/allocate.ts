import { allocateAfterFailureMs, SERVICE } from '../config/service'
import { allocateIntake, type AllocateDeps } from '../src/allocation/allocateIntake'
import type { ClaimedIntake } from '../src/domain/claimedIntake'
import type { Claim } from '../src/domain/step'
import { type WorkOnStepDeps, workOnStep } from './workOnStep'

type AllocateWork = (claimed: Pick<ClaimedIntake, 'claim' | 'intake' | 'notes'>) => Promise<string>

/** Gives one enquiry its social worker and manager, or says that nobody is free. */
export const allocateJob = (deps: WorkOnStepDeps, work: AllocateWork) => async (intakeId: string): Promise<string> =>
  workOnStep(deps, { step: 'allocate', intakeId }, work)

/** What keeps failing is left as what nobody can take is: with a card, counted, told of, and tried again, ever more rarely. */
export const allocateWork = (deps: AllocateDeps): AllocateWork => async (claimed) => {
  const { claim } = claimed
  const { intakeId, attempts } = claim
  // Before the try, once there were so many: this enquiry may be what ends every process.
  if (attempts > SERVICE.stepAttempts) await leaveFailed(deps, claim)
  try {
    return (await allocateIntake(deps, claimed)).kind
  } catch (error) {
    if (attempts < SERVICE.stepAttempts) throw error
    // At each further try too: the cause may be another by then.
    deps.log.error({ intakeId, step: 'allocate', attempts, err: error }, 'an enquiry cannot be allocated; it is tried again')
    if (attempts === SERVICE.stepAttempts) await leaveFailed(deps, claim)
    return 'left_failed'
  }
}

async function leaveFailed({ ledger, isOpen, now, log }: AllocateDeps, claim: Claim): Promise<void> {
  const at = now()
  const ms = allocateAfterFailureMs(claim.attempts)
  await ledger.leaveUnallocated(claim, { why: 'failed', retryAt: new Date(at.getTime() + ms), isOpen: isOpen(at) })
  log.warn({ intakeId: claim.intakeId, step: 'allocate', attempts: claim.attempts, ms }, 'allocating an enquiry failed too often; a card says so until a try after this wait gets through')
}
