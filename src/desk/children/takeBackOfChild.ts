import type { Clock } from '../../domain/clock'
import { DomainError } from '../../domain/errors'
import { readReason } from '../../domain/readReason'
import type { Actor } from '../../domain/staff'
import type { DeskIntakes } from '../ports'
import type { DeskChildren } from './childPorts'

export const TAKEN_BACK = ['enquiry', 'sibling', 'merge'] as const
export type TakenBackOfChild = (typeof TAKEN_BACK)[number]

export interface TakeBackOfChildDeps {
  readonly intakes: Pick<DeskIntakes, 'isBarred'>
  readonly children: Pick<DeskChildren, 'standing' | 'takeOff' | 'takeSiblingsBack' | 'takeMergeBack'>
  readonly now: Clock
}

export interface TakeBackOfChildInput {
  readonly childId: string
  readonly what: TakenBackOfChild
  /** The enquiry, or the other record. */
  readonly otherId: string
  readonly reason: string
  /** What others said as well. */
  readonly mayAny: boolean
  readonly actor: Actor
}

/**
 * What somebody said of a child was wrong: they, or a manager, take it back with a reason, which stays in the history.
 * @throws DomainError `not_found` when there is no such thing that they may see; `forbidden` when somebody else said it; `conflict` when it was taken back already
 */
export async function takeBackOfChild(deps: TakeBackOfChildDeps, { what, otherId, childId, reason: typed, mayAny, actor }: TakeBackOfChildInput): Promise<{ readonly kind: 'taken_back' } | { readonly kind: 'invalid'; readonly problem: string }> {
  const { intakes, children, now } = deps
  const isOpen = what === 'enquiry' ? !(await intakes.isBarred(otherId, actor.staffId)) : (await children.standing(otherId, actor.staffId)) === 'open'
  if (!isOpen) throw new DomainError('not_found', 'There is no such enquiry, or no such record of a child.')
  const read = readReason(typed, MISSING[what])
  if ('problem' in read) return { kind: 'invalid', problem: read.problem }
  const taking = { childId, reason: read.reason, mayAny, by: actor.staffId, byName: actor.name, at: now() }
  const outcome = await {
    enquiry: async () => children.takeOff({ ...taking, intakeId: otherId }),
    sibling: async () => children.takeSiblingsBack({ ...taking, otherId }),
    merge: async () => children.takeMergeBack({ ...taking, otherId }),
  }[what]()
  if (outcome === 'not_theirs') throw new DomainError('forbidden', 'Somebody else said this: they, or a manager, take it back.')
  if (outcome === 'overtaken') throw new DomainError('conflict', 'This was taken back already, or has changed. Open the record again to see what it says.')
  return { kind: 'taken_back' }
}

const MISSING: Readonly<Record<TakenBackOfChild, string>> = {
  enquiry: 'Enter why this enquiry is not about this child', sibling: 'Enter why they are not siblings', merge: 'Enter why these are two children',
}
