import { DomainError } from '../../domain/errors'
import type { HandoverOutcome } from '../../domain/handover'
import type { SecondRole } from '../../domain/secondProfessionals'
import type { Actor } from '../../domain/staff'
import type { SecondDeps } from './acceptAsSecond'
import { findOpenPart } from './findOpenPart'

export interface NameSecondInput {
  readonly intakeId: string
  readonly role: SecondRole
  readonly toId: string
  readonly actor: Actor
}

/** A manager says which officer is to take it on, whoever was on it: that one is told first. @throws DomainError when it does not call for one, or was changed meanwhile */
export async function nameSecond({ parts, now }: SecondDeps, { intakeId, role, toId, actor }: NameSecondInput): Promise<HandoverOutcome> {
  const { acceptance } = await findOpenPart(parts, intakeId, role)
  const at = now()
  const officer = (await parts.officers(intakeId, role, at)).find(({ staffId }) => staffId === toId)
  if (!officer) return { kind: 'refused', problems: [{ field: 'to', text: 'Select an officer' }] }
  if (acceptance?.by === toId) return { kind: 'refused', problems: [{ field: 'to', text: `${officer.name} is on this enquiry already` }] }
  const entry = { kind: 'second_named', role, at, by: actor.staffId, byName: actor.name, other: officer.name } as const
  if (await parts.ask(intakeId, { by: toId, byName: officer.name, at }, acceptance?.by, entry)) return { kind: 'done' }
  throw new DomainError('conflict', 'Somebody else has changed who is on this enquiry. Look at it again.')
}
