import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import type { Actor } from '../domain/staff'
import type { LooseCards } from './ports'

export interface ClearLooseCardDeps {
  readonly cards: Pick<LooseCards, 'clear'>
  readonly now: Clock
}

/**
 * A named person says that they have dealt with something that could not become an enquiry. Of two at once the first is
 * written down; the other's wish is met as well.
 * @throws DomainError `not_found` when there is no such card
 */
export async function clearLooseCard(deps: ClearLooseCardDeps, input: { readonly cardId: string; readonly actor: Actor }): Promise<void> {
  const { staffId: by, name: byName } = input.actor
  const outcome = await deps.cards.clear(input.cardId, { by, byName, at: deps.now() })
  if (outcome === 'unknown') throw new DomainError('not_found', 'There is no such card.')
}
