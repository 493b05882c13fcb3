import { DomainError } from '../../domain/errors'
import type { HandoverOutcome } from '../../domain/handover'
import { readReason } from '../../domain/readReason'
import { callSeen, type SecondRole } from '../../domain/secondProfessionals'
import type { Actor } from '../../domain/staff'
import type { SecondDeps } from './acceptAsSecond'
import { findOpenPart } from './findOpenPart'

export interface DismissSecondInput {
  readonly intakeId: string
  readonly role: SecondRole
  readonly reason: string
  /** What called for one as they were shown it, by `callSeen`. */
  readonly seen: string
  readonly actor: Actor
}

/**
 * A manager says, with a reason, that no officer is needed: nobody is told any more, until something else calls for one.
 * @throws DomainError when an officer is on it, or something has called for one that they were not shown
 */
export async function dismissSecond({ parts, now }: SecondDeps, { intakeId, role, reason, seen, actor }: DismissSecondInput): Promise<HandoverOutcome> {
  const standing = await findOpenPart(parts, intakeId, role)
  const read = readReason(reason, 'Enter why no officer is needed')
  if ('problem' in read) return { kind: 'refused', problems: [{ field: 'reason', text: read.problem }] }
  const entry = { kind: 'second_not_needed', role, at: now(), by: actor.staffId, byName: actor.name, reason: read.reason } as const
  if (standing.acceptance) throw new DomainError('conflict', 'An officer is on this enquiry: take it back from them first.')
  if (seen === callSeen(standing) && (await parts.dismiss(intakeId, standing, entry))) return { kind: 'done' }
  throw new DomainError('conflict', 'Something else has called for an officer since you looked, or one is on it. Look at it again.')
}
