import type { ChildPairAnswer } from '../../domain/child'
import { DomainError } from '../../domain/errors'
import type { Actor } from '../../domain/staff'
import type { Raising } from '../raiseForDanger'
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
 * @throws DomainError `not_found` when there is no such record that they may see; `conflict` when it was said already what the two are, with what was made urgent all the same
 */
export async function sayOfTwoChildren(deps: SayOfTwoDeps, { childId, otherId, answer, actor }: SayOfTwoInput): Promise<'said' | 'not_raised'> {
  const { children, now } = deps
  const isOpen = (await Promise.all([childId, otherId].map(async (id) => children.standing(id, actor.staffId)))).every((standing) => standing === 'open')
  const stands = isOpen ? await children.stateOfTwo(childId, otherId) : 'unknown'
  if (stands === 'unknown') throw nothingThere()
  const say = async () => children.sayOfTwo({ childId, otherId, answer, by: actor.staffId, byName: actor.name, at: now() })
  // Said again too: where a process ended over it, nobody looked for the danger that was recorded at the same moment.
  const areOne = answer === 'one' && stands !== 'siblings'
  const { said, ...raising } = areOne ? await sayAndRaise(deps, { childIds: [childId, otherId], actor }, say) : { said: await say(), ...NOTHING_RAISED }
  if (said === 'unknown') throw nothingThere()
  if (said === 'overtaken') throw saidBefore(raising)
  return raising.areRaised ? 'said' : 'not_raised'
}

const NOTHING_RAISED: Raising = { areRaised: true, raised: [] }

const nothingThere = (): DomainError => new DomainError('not_found', 'There is no such record of a child.')

/** With what came of it all the same. */
function saidBefore({ areRaised, raised }: Raising): DomainError {
  const lines = [
    ...(raised.length > 0 ? ['What is about these children was made urgent all the same, because one of them is recorded as in danger now. Where it is about another child, change its priority on its page.'] : []),
    ...(areRaised ? [] : ['An enquiry about these children could not be made urgent, though one of them is recorded as in danger now. Raise it yourself; if that does not help, tell a manager at once.']),
  ]
  return new DomainError(
    'conflict', 'It was said already what these two records are: one, or siblings. Open the record to see, and take that back first if it is wrong.', lines.length > 0 ? lines.join(' ') : undefined,
  )
}
