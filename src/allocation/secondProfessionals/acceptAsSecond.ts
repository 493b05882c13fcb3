import type { Clock } from '../../domain/clock'
import { DomainError } from '../../domain/errors'
import type { SecondRole } from '../../domain/secondProfessionals'
import type { Actor } from '../../domain/staff'
import { findOpenPart } from './findOpenPart'
import type { SecondParts } from './ports'

export interface SecondDeps {
  readonly parts: SecondParts
  readonly now: Clock
}

/** An officer says that they are on it. @throws DomainError when it does not call for them, or somebody is on it already */
export async function acceptAsSecond({ parts, now }: SecondDeps, { intakeId, role, actor }: { readonly intakeId: string; readonly role: SecondRole; readonly actor: Actor }): Promise<void> {
  const { acceptance } = await findOpenPart(parts, intakeId, role)
  if (acceptance?.by === actor.staffId) return
  const at = now()
  const { staffId: by, name: byName } = actor
  if (!acceptance && (await parts.accept(intakeId, { by, byName, at }, { kind: 'second_accepted', role, at, by, byName }))) return
  throw new DomainError('conflict', acceptance ? `${acceptance.byName} is on this enquiry already.` : 'Somebody else was quicker. Look at it again.')
}
