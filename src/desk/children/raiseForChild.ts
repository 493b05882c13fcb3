import { FACT_KINDS, saysDangerNow } from '../../domain/recordedFacts'
import type { Actor } from '../../domain/staff'
import type { DeskFacts } from '../factPorts'
import { raiseEach, type RaiseForDangerDeps, type Raising, sayBetweenRaising } from '../raiseForDanger'
import { DANGER_IN_ANOTHER } from '../raiseLinked'
import type { DeskChildren } from './childPorts'

export interface RaiseForChildDeps extends RaiseForDangerDeps {
  readonly children: Pick<DeskChildren, 'under'>
  readonly facts: Pick<DeskFacts, 'ofEnquiries'>
}

export interface RaiseForChildInput {
  /** Records that are, or are about to be, of one child. */
  readonly childIds: readonly string[]
  /** What is about to be put under them. */
  readonly intakeId?: string
  readonly actor: Actor
}

/**
 * Enquiries come to be about one child by a person's word: where danger now stands recorded of the child in one, the others that
 * go on are urgent too. What belongs together counts as one.
 */
export async function raiseForChild(deps: RaiseForChildDeps, { childIds, intakeId, actor }: RaiseForChildInput): Promise<Raising> {
  const { threads, recordIds } = await deps.children.under(childIds, intakeId)
  const child = new Set(recordIds)
  const recorded = await deps.facts.ofEnquiries(threads.flat())
  const endangered = new Set(recorded.flatMap(({ id, facts }) => (saysDangerNow(facts, FACT_KINDS, [child]) ? [id] : [])))
  const isTold = threads.map((thread) => thread.some((id) => endangered.has(id)))
  const toRaise = threads.filter((_, place) => isTold.some((told, other) => told && other !== place)).flat()
  return raiseEach(deps, toRaise.map((id) => ({ intakeId: id, actor, reason: DANGER_IN_ANOTHER, unlessEnded: true })))
}

/** Says it, with those raised that become urgent by it. */
export const sayAndRaise = async <T>(deps: RaiseForChildDeps, input: RaiseForChildInput, say: () => Promise<T>): Promise<Raising & { readonly said: T }> =>
  sayBetweenRaising(async () => raiseForChild(deps, input), say)
