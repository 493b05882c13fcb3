import type { Logger } from 'pino'
import type { Clock } from '../domain/clock'
import type { Intake } from '../domain/intake'
import type { Claim } from '../domain/step'
import type { AllocationLedger } from './allocationLedger'
import { chooseHolder, chooseSocialWorker } from './chooseSocialWorker'
import type { Choice } from './workerLoad'

export interface AllocateDeps {
  readonly ledger: AllocationLedger
  readonly now: Clock
  /** Whether the service is open at that moment. */
  readonly isOpen: (at: Date) => boolean
  /** Milliseconds until an enquiry that nobody can take looks again: somebody may come on duty, or a case may close. */
  readonly allocateAgainMs: number
  readonly log: Logger
}

export type AllocationResult =
  | { readonly kind: 'allocated'; readonly choice: Choice }
  /** An earlier try wrote the pair and ended with its process before the rest was done. */
  | { readonly kind: 'completed' }
  | { readonly kind: 'unallocated'; readonly retryAt: Date }
  /** The claim ran out meanwhile: another worker has the step, or has done it. */
  | { readonly kind: 'claim_lost' }

/** Each refusal means that another enquiry was allocated, so that this many in a row is a fault and not a queue. */
const MOST_TRIES = 200

/**
 * Gives the claimed enquiry to a social worker and that worker's manager, or raises a card that says nobody can take
 * it. The card frees itself: the step stays owed and is tried again after `allocateAgainMs`.
 * @throws when the database does, or when every choice is overtaken; the step is then to be tried again
 */
export async function allocateIntake(deps: AllocateDeps, { claim, intake }: { claim: Claim; intake: Intake }): Promise<AllocationResult> {
  const result = intake.allocation ? await completeEarlier(deps, claim) : await placeWithHolder(deps, claim, intake.joinedTo) ?? await placeWithSomebody(deps, claim)
  deps.log.info({ intakeId: claim.intakeId, outcome: result.kind }, 'allocation')
  return result
}

const completeEarlier = async ({ ledger }: AllocateDeps, claim: Claim): Promise<AllocationResult> =>
  ({ kind: (await ledger.complete(claim)) ? 'completed' : 'claim_lost' })

/** What came later goes to whoever has the first, as long as they are on duty. */
async function placeWithHolder({ ledger, now, isOpen }: AllocateDeps, claim: Claim, firstId: string | undefined): Promise<AllocationResult | undefined> {
  const holderId = firstId === undefined ? undefined : await ledger.holderOf(firstId)
  if (firstId === undefined || holderId === undefined) return undefined
  const choice = chooseHolder(await ledger.candidates(), holderId, { withinServiceHours: isOpen(now()) })
  if (!choice) return undefined
  await ledger.releasePromises(claim)
  const kind = await ledger.allocateBeside(claim, choice, firstId)
  return kind === 'allocated' ? { kind, choice } : { kind }
}

async function placeWithSomebody(deps: AllocateDeps, claim: Claim): Promise<AllocationResult> {
  await deps.ledger.releasePromises(claim)
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const withinServiceHours = deps.isOpen(deps.now())
    const choice = chooseSocialWorker(await deps.ledger.candidates(), { withinServiceHours })
    if (choice === undefined) return leaveForAPerson(deps, claim)
    const outcome = await deps.ledger.allocate(claim, choice)
    switch (outcome) {
      case 'allocated':
        return { kind: 'allocated', choice }
      case 'claim_lost':
        return { kind: 'claim_lost' }
      case 'worker_taken':
        // Decide again on fresh loads: whoever was least loaded a moment ago may not be now.
        break
      default:
        return outcome satisfies never
    }
  }
  throw new Error('No social worker could be settled on: every choice was overtaken.')
}

async function leaveForAPerson(deps: AllocateDeps, claim: Claim): Promise<AllocationResult> {
  const retryAt = new Date(deps.now().getTime() + deps.allocateAgainMs)
  await deps.ledger.leaveUnallocated(claim, retryAt)
  return { kind: 'unallocated', retryAt }
}
