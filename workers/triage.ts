import type { ClaimedIntake } from '../src/domain/claimedIntake'
import type { Triage } from '../src/domain/triage'
import { triageIntake, type TriageIntakeDeps, type TriageResult } from '../src/triage/triageIntake'
import type { WorkEnd } from './countedWork'
import { type WorkOnStepDeps, workOnClaimed, workOnStep } from './workOnStep'

/** The steps that follow the first reading, for whoever holds them already. Should the process die, their own jobs do them. */
export interface Following {
  allocate(claimed: ClaimedIntake): Promise<unknown>
  link(claimed: ClaimedIntake): Promise<unknown>
  tellOfficers(claimed: ClaimedIntake): Promise<unknown>
}

type TriageDeps = WorkOnStepDeps & TriageIntakeDeps & { readonly following?: Following }

/** Reads one enquiry by the rules, and goes on with what follows: nothing of it need be claimed, fetched and opened again. */
export const triageJob = (deps: TriageDeps) => async (intakeId: string): Promise<WorkEnd> => {
  const { following } = deps
  let next: { readonly held: ClaimedIntake; readonly tells: boolean } | undefined
  const outcome = await workOnStep(deps, { step: 'triage', intakeId }, async ({ claim, intake, owedTasks, notes }) => {
    const result = await read(deps, { claim, intake, notes })
    if (result.kind === 'triaged' && result.goesOn) {
      next = { held: asTriaged({ claim, intake, owedTasks, notes }, result.triage), tells: result.goesOn === 'claim_goes_on_to_officers' }
    }
    return result.kind
  })
  if (!next || !following) return outcome
  const { held, tells } = next
  return {
    outcome,
    goOn: async () => {
      // What fails here is tried again by its own job, once the claim is over: the reading stands.
      const failed = (step: 'allocate' | 'link' | 'escalateSecond') => (err: unknown): void => deps.log.warn({ intakeId: held.claim.intakeId, step, err }, 'a step that followed the reading failed')
      const telling = tells ? following.tellOfficers(held).catch(failed('escalateSecond')) : undefined
      await following.allocate(held).catch(failed('allocate'))
      // Nobody waits for a suggestion.
      await following.link(held).catch(failed('link'))
      await telling
    },
  }
}

/** As it was stored with the claim that goes on: the first try of each step that follows. */
const asTriaged = ({ claim, intake, ...rest }: ClaimedIntake, triage: Triage): ClaimedIntake =>
  ({ ...rest, claim: { ...claim, attempts: 1 }, intake: { ...intake, triage, status: 'triaged' } })

async function read(deps: TriageDeps, claimed: Pick<ClaimedIntake, 'claim' | 'intake' | 'notes'>): Promise<TriageResult> {
  const result = await triageIntake(deps, claimed)
  // Somebody decided while it was read. Where the claim still stands it is read again at once: a note may say more than they knew.
  if (result.kind === 'not_mine') await deps.steps.postpone('triage', claimed.claim, deps.now())
  return result
}

/** Reads an enquiry again that rules have read which were changed since: what follows the first reading is done. */
export const rereadJob = (deps: Omit<TriageDeps, 'following'>) => async (claimed: ClaimedIntake): Promise<string> =>
  workOnClaimed(deps, { step: 'triage', claimed }, async (held) => (await read(deps, held)).kind)
