import { DomainError } from '../domain/errors'
import type { Actor } from '../domain/staff'
import type { LinkKind } from '../domain/thread'
import type { DeskIntakes } from './ports'
import { type RaiseForDangerDeps, type Raising, sayBetweenRaising } from './raiseForDanger'
import { raiseLinked } from './raiseLinked'
import type { BelongingAnswer, DeskThreads } from './threadPorts'

export interface AnswerBelongingDeps extends RaiseForDangerDeps {
  readonly intakes: RaiseForDangerDeps['intakes'] & Pick<DeskIntakes, 'isBarred'>
  readonly threads: DeskThreads
}

export interface AnswerBelongingInput {
  readonly intakeId: string
  readonly otherId: string
  readonly byHand: boolean
  readonly answer: 'join' | 'dismiss' | LinkKind
  readonly actor: Actor
}

/**
 * `moved`: joined, and the later of the two changed hands with that; `offered`: somebody is asked to take it over. `not_raised`: linked, but
 * one that should be urgent for it is not.
 */
export type AnsweredBelonging = 'joined' | 'moved' | 'offered' | 'dismissed' | 'linked' | 'not_raised'

/**
 * A named person says whether an enquiry belongs with another, which was suggested or which they looked up. The same case
 * joins the first enquiry of the earlier one, of which nothing changes; another agency's about the same child, or one
 * about a sibling, is linked and stays apart; danger that is recorded in one
 * of two about the same child makes the other urgent. Of two at once the store lets one through.
 * @throws DomainError `conflict` when it was decided already, with what was made urgent all the same; `not_found` when there is no such enquiry
 */
export async function answerBelonging(deps: AnswerBelongingDeps, { intakeId, otherId, byHand, answer, actor }: AnswerBelongingInput): Promise<AnsweredBelonging> {
  const said = { intakeId, otherId, byHand, by: actor.staffId, byName: actor.name, at: deps.now() }
  // They were not shown it.
  if (await deps.intakes.isBarred(otherId, actor.staffId)) throw new DomainError('not_found', 'There is no such enquiry.')
  const outcome = await tell(deps, answer, said, actor)
  if (outcome === 'unknown') throw new DomainError('not_found', 'There is no such enquiry.')
  if (outcome === 'overtaken') throw decidedBefore()
  return outcome
}

async function tell(deps: AnswerBelongingDeps, answer: AnswerBelongingInput['answer'], said: BelongingAnswer, actor: Actor): Promise<AnsweredBelonging | 'overtaken' | 'unknown'> {
  const { threads } = deps
  switch (answer) {
    case 'join': {
      const outcome = await threads.join(said)
      return outcome.kind === 'joined' && outcome.worker && outcome.worker !== 'left' ? outcome.worker : outcome.kind
    }
    case 'dismiss':
      return threads.dismiss(said)
    case 'same_child':
      return linkSameChild(deps, said, actor)
    case 'sibling':
      return threads.link(said, answer)
    default:
      return answer satisfies never
  }
}

async function linkSameChild(deps: AnswerBelongingDeps, said: BelongingAnswer, actor: Actor): Promise<'linked' | 'not_raised' | 'overtaken' | 'unknown'> {
  const { threads } = deps
  const raise = async (): Promise<Raising> => raiseLinked(deps, { ids: [said.intakeId, said.otherId], actor })
  const standing = await threads.mayLink(said)
  // Where a process ended over it, nobody looked for the danger that was recorded at the same moment.
  if (standing === 'same_child') throw decidedBefore(doneWords(said, await raise()))
  if (standing !== 'may') return standing
  const { said: outcome, ...raising } = await sayBetweenRaising(raise, async () => threads.link(said, 'same_child'))
  if (outcome === 'overtaken') throw decidedBefore(doneWords(said, raising))
  return outcome === 'linked' && !raising.areRaised ? 'not_raised' : outcome
}

const decidedBefore = (done?: string): DomainError => new DomainError('conflict', 'This was decided already. Open the enquiry again to see what it belongs with.', done)

/** What came of an answer that was decided already; undefined when nothing did. */
function doneWords({ intakeId }: BelongingAnswer, { areRaised, raised }: Raising): string | undefined {
  const [which, where] = raised.includes(intakeId) ? ['This enquiry', 'the other one'] : ['The other enquiry', 'this one']
  const lines = [
    ...(raised.length > 0 ? [`${which} was made urgent all the same, because the child is recorded as in danger now in ${where}. If the two are not about the same child, change its priority on its page.`] : []),
    ...(areRaised ? [] : ['One of the two could not be made urgent, though the child is recorded as in danger now in the other one. Raise it yourself; if that does not help, tell a manager at once.']),
  ]
  return lines.length > 0 ? lines.join(' ') : undefined
}
