import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import type { Actor } from '../domain/staff'
import type { DeskThreads } from './threadPorts'

export interface AnswerSuggestionDeps {
  readonly threads: DeskThreads
  readonly now: Clock
}

interface AnswerSuggestionInput {
  readonly intakeId: string
  readonly suggestedId: string
  readonly answer: 'join' | 'dismiss'
  readonly actor: Actor
}

/**
 * A named person says whether an enquiry belongs with one that was suggested. It joins that one's first enquiry, of which
 * nothing changes. Of two at once the store lets one through.
 * @throws DomainError `conflict` when the suggestion stands no longer; `not_found` when there is no such enquiry
 */
export async function answerSuggestion(deps: AnswerSuggestionDeps, { intakeId, suggestedId, answer, actor }: AnswerSuggestionInput): Promise<void> {
  const said = { intakeId, suggestedId, by: actor.staffId, byName: actor.name, at: deps.now() }
  const outcome = answer === 'join' ? await deps.threads.join(said) : await deps.threads.dismiss(said)
  if (outcome === 'unknown') throw new DomainError('not_found', 'There is no such enquiry.')
  if (outcome === 'overtaken') throw new DomainError('conflict', 'This was decided already. Open the enquiry again to see what it belongs with.')
}
