import type { ChildPairAnswer } from '../../domain/child'
import { DomainError } from '../../domain/errors'
import type { Actor } from '../../domain/staff'
import type { DeskChildren } from './childPorts'
import { raiseForChild, type RaiseForChildDeps } from './raiseForChild'

export interface SayOfTwoDeps extends RaiseForChildDeps {
  readonly children: RaiseForChildDeps['children'] & Pick<DeskChildren, 'standing' | 'sayOfTwo'>
}

export interface SayOfTwoInput {
  readonly childId: string
  readonly otherId: string
  readonly answer: ChildPairAnswer
  readonly actor: Actor
}

/**
 * A named person says what two records are to one another: of one child, of siblings, or of two children. Of one child they are
 * read together from then on; nothing of either is lost.
 * @throws DomainError `not_found` when there is no such record that they may see; `conflict` when something else was said of the two
 */
export async function sayOfTwoChildren(deps: SayOfTwoDeps, { childId, otherId, answer, actor }: SayOfTwoInput): Promise<void> {
  const { children, now } = deps
  const standings = await Promise.all([childId, otherId].map(async (id) => children.standing(id, actor.staffId)))
  const outcome = standings.every((standing) => standing === 'open')
    ? await children.sayOfTwo({ childId, otherId, answer, by: actor.staffId, byName: actor.name, at: now() })
    : 'unknown'
  if (outcome === 'unknown') throw new DomainError('not_found', 'There is no such record of a child.')
  if (outcome === 'overtaken') throw new DomainError('conflict', 'Something else is said of these two records already: they are one, or siblings. Open the record to see, and take that back first if it is wrong.')
  if (answer === 'one') await raiseForChild(deps, { childId, actor })
}
