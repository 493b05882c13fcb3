import { DomainError } from '../../domain/errors'
import type { HandoverOutcome } from '../../domain/handover'
import { readReason } from '../../domain/readReason'
import type { SecondRole } from '../../domain/secondProfessionals'
import type { Actor } from '../../domain/staff'
import type { SecondDeps } from './acceptAsSecond'
import { findOpenPart } from './findOpenPart'

export interface HandBackInput {
  readonly intakeId: string
  readonly role: SecondRole
  readonly reason: string
  readonly actor: Actor
  /** A manager may take it from an officer, as one who fell ill cannot. */
  readonly mayForOthers: boolean
}

/**
 * The officer who is on it gives it back, with a reason; the others are told anew. @throws DomainError when somebody else is on it,
 * or nobody
 */
export async function handBackSecond({ parts, now }: SecondDeps, { intakeId, role, reason, actor, mayForOthers }: HandBackInput): Promise<HandoverOutcome> {
  const { acceptance } = await findOpenPart(parts, intakeId, role)
  const isTheirs = acceptance?.by === actor.staffId
  if (!acceptance || (!isTheirs && !mayForOthers)) throw new DomainError('conflict', 'You are not on this enquiry.')
  const read = readReason(reason, 'Enter why it is given back')
  if ('problem' in read) return { kind: 'refused', problems: [{ field: 'reason', text: read.problem }] }
  const entry = {
    kind: 'second_handed_back', role, at: now(), by: actor.staffId, byName: actor.name, reason: read.reason, ...(!isTheirs && { other: acceptance.byName }),
  } as const
  if (await parts.handBack(intakeId, acceptance.by, entry)) return { kind: 'done' }
  throw new DomainError('conflict', 'Somebody else has changed who is on this enquiry. Look at it again.')
}
