import type { ChildPairAnswer } from '../../domain/child'
import { DomainError } from '../../domain/errors'
import type { Actor } from '../../domain/staff'
import type { DeskChildren } from './childPorts'
import { type RaiseForChildDeps, sayAndRaise } from './raiseForChild'

export interface SayOfTwoDeps extends RaiseForChildDeps {
  readonly children: RaiseForChildDeps['children'] & Pick<DeskChildren, 'standing' | 'sayOfTwo' | 'stateOfTwo'>
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
 * @returns `not_raised`: said, but an enquiry that should be urgent for it is not
 * @throws DomainError `not_found` when there is no such record that they may see; `conflict` when something else was said of the two
 */
export async function sayOfTwoChildren(deps: SayOfTwoDeps, { childId, otherId, answer, actor }: SayOfTwoInput): Promise<'said' | 'not_raised'> {
  const { children, now } = deps
  const standings = await Promise.all([childId, otherId].map(async (id) => children.standing(id, actor.staffId)))
  refuse(standings.every((standing) => standing === 'open') ? await children.stateOfTwo(childId, otherId) : 'unknown')
  const say = async () => children.sayOfTwo({ childId, otherId, answer, by: actor.staffId, byName: actor.name, at: now() })
  const { said, areRaised, raised } = answer === 'one' ? await sayAndRaise(deps, { childIds: [childId, otherId], actor }, say) : { said: await say(), areRaised: true, raised: [] }
  refuse(said, raised)
  return areRaised ? 'said' : 'not_raised'
}

function refuse(outcome: 'unsaid' | 'said' | 'unknown' | 'overtaken', raised: readonly string[] = []): void {
  if (outcome === 'unknown') throw new DomainError('not_found', 'There is no such record of a child.')
  if (outcome !== 'overtaken') return
  const done = 'What is about these children was made urgent all the same, because one of them is recorded as in danger now. Where it is about another child, change its priority on its page.'
  throw new DomainError('conflict', 'Something else is said of these two records already: they are one, or siblings. Open the record to see, and take that back first if it is wrong.', raised.length > 0 ? done : undefined)
}
