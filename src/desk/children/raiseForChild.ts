import { factsAbout, saysDangerNow } from '../../domain/recordedFacts'
import type { Actor } from '../../domain/staff'
import type { DeskFacts } from '../factPorts'
import { raiseForDanger, type RaiseForDangerDeps } from '../raiseForDanger'
import { DANGER_IN_ANOTHER } from '../raiseLinked'
import type { DeskChildren } from './childPorts'

export interface RaiseForChildDeps extends RaiseForDangerDeps {
  readonly children: Pick<DeskChildren, 'under'>
  readonly facts: Pick<DeskFacts, 'ofEnquiries'>
}

/** Enquiries came to be about one child by a person's word: where danger now stands recorded of the child in one, the others that go on are urgent too. */
export async function raiseForChild(deps: RaiseForChildDeps, { childId, actor }: { readonly childId: string; readonly actor: Actor }): Promise<void> {
  const { intakeIds, recordIds } = await deps.children.under(childId)
  const recorded = await deps.facts.ofEnquiries(intakeIds)
  const endangered = recorded.filter(({ facts }) => saysDangerNow(factsAbout(facts, new Set(recordIds))))
  for (const intakeId of intakeIds) {
    if (endangered.some(({ id }) => id !== intakeId)) await raiseForDanger(deps, { intakeId, actor, reason: DANGER_IN_ANOTHER, unlessEnded: true })
  }
}
