import { DomainError } from '../../domain/errors'
import type { HandoverOutcome } from '../../domain/handover'
import { readReason } from '../../domain/readReason'
import type { SecondRole } from '../../domain/secondProfessionals'
import type { Actor } from '../../domain/staff'
import type { SecondDeps } from './acceptAsSecond'
import { findOpenPart } from './findOpenPart'

export interface DismissSecondInput {
  readonly intakeId: string
  readonly role: SecondRole
  readonly reason: string
  readonly actor: Actor
}

/**
 * A manager says, with a reason, that no officer is needed: nobody is told any more, until something else calls for one.
 * @throws DomainError when an officer is on it
 */
export async function dismissSecond({ parts, now }: SecondDeps, { intakeId, role, reason, actor }: DismissSecondInput): Promise<HandoverOutcome> {
  await findOpenPart(parts, intakeId, role)
  const read = readReason(reason, 'Enter why no officer is needed')
  if ('problem' in read) return { kind: 'refused', problems: [{ field: 'reason', text: read.problem }] }
  const entry = { kind: 'second_not_needed', role, at: now(), by: actor.staffId, byName: actor.name, reason: read.reason } as const
  if (await parts.dismiss(intakeId, entry)) return { kind: 'done' }
  throw new DomainError('conflict', 'An officer is on this enquiry: take it back from them first.')
}
