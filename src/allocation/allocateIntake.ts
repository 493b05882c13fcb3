import type { Logger } from 'pino'
import type { CaseWeights, NobodyFits } from '../domain/allocation'
import type { ClaimedIntake } from '../domain/claimedIntake'
import type { Clock } from '../domain/clock'
import type { ReadLanguages } from '../domain/languages'
import type { Claim } from '../domain/step'
import type { AllocationLedger } from './allocationLedger'
import type { Choice } from './candidate'
import { chooseHolder, chooseNext, chooseSocialWorker, chooseWhoAccepted, type Moment } from './chooseSocialWorker'
import { type Enquiry, type Known, needsOf } from './needsOf'

export interface AllocateDeps {
  readonly ledger: AllocationLedger
  /** Social workers who have an open enquiry that is, or may well be, about the same child. */
  readonly whoKnows: (enquiry: Enquiry) => Promise<readonly Known[]>
  readonly now: Clock
  /** What texts say of a language that is needed. */
  readonly readLanguages: ReadLanguages
  /** Whether the service is open at that moment. */
  readonly isOpen: (at: Date) => boolean
  readonly caseWeights: CaseWeights
  /** The most milliseconds until an enquiry that nobody can take looks again: somebody may come on duty, or a case may close. */
  readonly allocateAgainMs: number
  readonly log: Logger
}

export type AllocationResult =
  | { readonly kind: 'allocated'; readonly choice: Choice }
  /** An earlier try wrote the pair and ended with its process before the rest was done. */
  | { readonly kind: 'completed' }
  | { readonly kind: 'unallocated'; readonly why: NobodyFits; readonly retryAt: Date }
  /** The claim ran out meanwhile: another worker has the step, or has done it. */
  | { readonly kind: 'claim_lost' }

/** Each refusal means that another enquiry was allocated, so that this many in a row is a fault and not a queue. */
const MOST_TRIES = 200

/**
 * Gives the claimed enquiry to a social worker and that worker's manager, or raises a card that says why nobody can take
 * it. The card frees itself: the step stays owed and is tried again when somebody comes on duty, by the clock or not.
 * @throws when the database does, or when every choice is overtaken; the step is then to be tried again
 */
export async function allocateIntake(deps: AllocateDeps, { claim, intake, notes }: Enquiry & Pick<ClaimedIntake, 'claim'>): Promise<AllocationResult> {
  const enquiry = { intake, notes }
  const result = intake.allocation
    ? await completeEarlier(deps, claim)
    : await placeWithHolder(deps, claim, enquiry) ?? await placeWithSomebody(deps, claim, enquiry)
  deps.log.info({ intakeId: claim.intakeId, outcome: result.kind, cause: result.kind === 'unallocated' ? result.why : undefined }, 'allocation')
  return result
}

const completeEarlier = async ({ ledger }: AllocateDeps, claim: Claim): Promise<AllocationResult> =>
  ({ kind: (await ledger.complete(claim)) ? 'completed' : 'claim_lost' })

const momentOf = ({ now, isOpen }: AllocateDeps): Moment => {
  const at = now()
  return { at, withinServiceHours: isOpen(at) }
}

/** What came later goes to whoever has the first, as long as they or their cover are on duty. */
async function placeWithHolder(deps: AllocateDeps, claim: Claim, enquiry: Enquiry): Promise<AllocationResult | undefined> {
  const { ledger, caseWeights, readLanguages } = deps
  const { intake } = enquiry
  const firstId = intake.joinedTo
  const holderId = firstId === undefined ? undefined : await ledger.holderOf(firstId)
  if (firstId === undefined || holderId === undefined) return undefined
  const choice = chooseHolder(await ledger.people(intake), holderId, needsOf(enquiry, caseWeights, readLanguages), momentOf(deps))
  if (!choice) return undefined
  await releaseEarlier(deps, claim)
  const kind = await ledger.allocateBeside(claim, choice, firstId)
  // Barred meanwhile: it is anybody else's.
  if (kind === 'facts_changed') return undefined
  return kind === 'allocated' ? { kind, choice } : { kind }
}

/** A first try finds nothing that an earlier one left. */
async function releaseEarlier({ ledger }: AllocateDeps, claim: Claim): Promise<void> {
  if (claim.attempts > 1) await ledger.releasePromises(claim)
}

/** A preference: that it cannot be told must keep nothing from being allocated. */
async function whoKnows({ whoKnows: ask, log }: AllocateDeps, enquiry: Enquiry): Promise<readonly Known[]> {
  try {
    return await ask(enquiry)
  } catch (error) {
    log.warn({ intakeId: enquiry.intake.id, err: error }, 'who knows the child could not be looked up; it is allocated all the same')
    return []
  }
}

async function placeWithSomebody(deps: AllocateDeps, claim: Claim, enquiry: Enquiry): Promise<AllocationResult> {
  await releaseEarlier(deps, claim)
  const { intake } = enquiry
  const asked = whoKnows(deps, enquiry)
  const needed = needsOf(enquiry, deps.caseWeights, deps.readLanguages)
  const lightest = Math.min(...Object.values(deps.caseWeights))
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const [people, knownTo] = await Promise.all([deps.ledger.people(intake), asked])
    const needs = { ...needed, knownTo }
    const moment = momentOf(deps)
    const accepted = chooseWhoAccepted(people, intake.acceptance?.by, needs, moment)
    const decision = accepted ? { choice: accepted } : chooseSocialWorker(people, needs, moment)
    if ('nobody' in decision) return leaveForAPerson(deps, claim, decision.nobody, moment)
    const overtaken: string[] = []
    // Whoever was overtaken has more by now than was known: those who come next are tried, and then all is read afresh.
    for (let choice: Choice | undefined = decision.choice; choice; choice = accepted ? undefined : chooseNext(people, needs, moment, overtaken, lightest)) {
      const outcome = await deps.ledger.allocate(claim, choice, needs.weight)
      if (outcome === 'allocated') return { kind: outcome, choice }
      if (outcome === 'claim_lost') return { kind: outcome }
      overtaken.push(choice.socialWorker.id)
    }
  }
  throw new Error('No social worker could be settled on: every choice was overtaken.')
}

const MINUTE_MS = 60_000

async function leaveForAPerson({ ledger, allocateAgainMs }: AllocateDeps, claim: Claim, why: NobodyFits, { at, withinServiceHours: isOpen }: Moment): Promise<AllocationResult> {
  const now = at.getTime()
  // Hours, patterns and leave begin on the minute: to look on the minute is to see somebody come on duty at once.
  const nextMinute = (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS
  const retryAt = new Date(Math.min(now + allocateAgainMs, nextMinute))
  await ledger.leaveUnallocated(claim, { why, retryAt, isOpen })
  return { kind: 'unallocated', why, retryAt }
}
