import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import type { Actor } from '../domain/staff'
import { londonDateTime } from './londonTime'
import type { DeskIntakes } from './ports'

export interface AcceptIntakeDeps {
  readonly intakes: Pick<DeskIntakes, 'accept'>
  readonly now: Clock
}

/**
 * A named person takes an enquiry on. Of two at once the store lets one through.
 * @throws DomainError `conflict` that says who has it, or why it cannot be accepted; `not_found` when there is none
 */
export async function acceptIntake(deps: AcceptIntakeDeps, input: { readonly intakeId: string; readonly actor: Actor }): Promise<void> {
  const { staffId: by, name: byName } = input.actor
  const outcome = await deps.intakes.accept(input.intakeId, { by, byName, at: deps.now() })
  switch (outcome.kind) {
    case 'accepted':
      return
    case 'taken':
      // Pressed twice, or the answer to the first press got lost: it is theirs, as they wished.
      if (outcome.acceptance.by === by) return
      throw new DomainError('conflict', `${outcome.acceptance.byName} accepted this enquiry on ${londonDateTime(outcome.acceptance.at)}.`)
    case 'not_ready':
      throw new DomainError('conflict', 'This enquiry cannot be accepted as it stands. If nobody has read it yet, set its priority first.')
    case 'unknown':
      throw new DomainError('not_found', 'There is no such enquiry.')
    default:
      return outcome satisfies never
  }
}
