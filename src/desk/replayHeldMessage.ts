import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import type { CardReplays } from './operationsPorts'

export interface ReplayHeldMessageDeps {
  readonly replays: CardReplays
  readonly now: Clock
}

/**
 * Asks for a held message to be taken in again; whoever watches its mailbox does it.
 * @throws DomainError `not_found` when the card is of no held message
 */
export async function replayHeldMessage(deps: ReplayHeldMessageDeps, { cardId }: { readonly cardId: string }): Promise<'asked' | 'is_enquiry'> {
  const outcome = await deps.replays.askByCard(cardId, deps.now())
  if (outcome === 'unknown') throw new DomainError('not_found', 'There is no such card.')
  return outcome
}
