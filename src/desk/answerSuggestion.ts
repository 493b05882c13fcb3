import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import type { Actor } from '../domain/staff'
import type { LinkKind } from '../domain/thread'
import type { DeskIntakes } from './ports'
import type { DeskThreads, SuggestionAnswer } from './threadPorts'

export interface AnswerSuggestionDeps {
  readonly intakes: Pick<DeskIntakes, 'isBarred'>
  readonly threads: DeskThreads
  readonly now: Clock
}

interface AnswerSuggestionInput {
  readonly intakeId: string
  readonly suggestedId: string
  readonly answer: 'join' | 'dismiss' | LinkKind
  readonly actor: Actor
}

/**
 * A named person says whether an enquiry belongs with one that was suggested. The same case joins that one's first
 * enquiry, of which nothing changes; another agency's about the same child, or one about a sibling, is linked and stays apart. Of two at once the store lets one through.
 * @throws DomainError `conflict` when the suggestion stands no longer; `not_found` when there is no such enquiry
 */
export async function answerSuggestion(deps: AnswerSuggestionDeps, { intakeId, suggestedId, answer, actor }: AnswerSuggestionInput): Promise<void> {
  const said = { intakeId, suggestedId, by: actor.staffId, byName: actor.name, at: deps.now() }
  // They were not shown it.
  if (await deps.intakes.isBarred(suggestedId, actor.staffId)) throw new DomainError('not_found', 'There is no such suggestion.')
  const outcome = await tell(deps.threads, answer, said)
  if (outcome === 'unknown') throw new DomainError('not_found', 'There is no such enquiry.')
  if (outcome === 'overtaken') throw new DomainError('conflict', 'This was decided already. Open the enquiry again to see what it belongs with.')
}

async function tell(threads: DeskThreads, answer: AnswerSuggestionInput['answer'], said: SuggestionAnswer): Promise<'joined' | 'dismissed' | 'linked' | 'overtaken' | 'unknown'> {
  switch (answer) {
    case 'join':
      return threads.join(said)
    case 'dismiss':
      return threads.dismiss(said)
    case 'same_child':
    case 'sibling':
      return threads.link(said, answer)
    default:
      return answer satisfies never
  }
}
