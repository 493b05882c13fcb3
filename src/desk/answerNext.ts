import { DomainError } from '../domain/errors'
import type { Telephone } from './telephonePorts'

/** Has somebody rung for the next caller. @throws DomainError `conflict` when they cannot be */
export async function answerNext({ telephone }: { readonly telephone: Pick<Telephone, 'answerNext'> }, staffId: string): Promise<void> {
  const outcome = await telephone.answerNext(staffId)
  switch (outcome) {
    case 'asked':
      return
    case 'not_on_duty':
      throw new DomainError('conflict', 'You are not on duty now: you are away, not on the rota, or the service is closed. Say first that you are available.')
    case 'no_telephone':
      throw new DomainError('conflict', 'No telephone of yours is on record. Ask whoever looks after the accounts to add it.')
    default:
      return outcome satisfies never
  }
}
