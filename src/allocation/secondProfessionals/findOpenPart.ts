import { DomainError } from '../../domain/errors'
import type { SecondRole } from '../../domain/secondProfessionals'
import type { SecondParts, SecondStanding } from './ports'

/** How the part of a role stands. @throws DomainError when the enquiry does not call for one, or is not open */
export async function findOpenPart(parts: Pick<SecondParts, 'find'>, intakeId: string, role: SecondRole): Promise<SecondStanding> {
  const standing = await parts.find(intakeId, role)
  if (!standing) throw new DomainError('not_found', 'There is no such enquiry.')
  if (!standing.isOpen) throw new DomainError('conflict', 'This enquiry is on another list, or ended. Bring it back to the queue first.')
  return standing
}
