import { typedChildReference } from '../../domain/childReference'
import type { FindOutcome } from '../findEnquiry'
import type { LookupThrottle } from '../ports'
import type { DeskChildren } from './childPorts'

export interface FindChildDeps {
  readonly children: Pick<DeskChildren, 'idOf'>
  readonly lookups: LookupThrottle
}

export type FindChildOutcome = { readonly kind: 'found'; readonly childId: string } | Extract<FindOutcome, { kind: 'unknown' | 'too_many' }> | { readonly kind: 'mistyped' } | { readonly kind: 'none' }

/** Finds a child's record by its reference, as an enquiry is found by its own. `mistyped`: it is as long as a child's reference, and none; `none`: it is nothing of the kind. */
export async function findChild({ children, lookups }: FindChildDeps, { typed, staffId }: { readonly typed: string; readonly staffId: string }): Promise<FindChildOutcome> {
  const read = typedChildReference(typed)
  if (read.kind !== 'reference') return read
  const { reference } = read
  const seconds = await lookups.take(staffId)
  if (seconds > 0) return { kind: 'too_many', seconds }
  const childId = await children.idOf(reference, staffId)
  if (childId === undefined) return { kind: 'unknown', reference }
  await lookups.giveBack(staffId)
  return { kind: 'found', childId }
}
