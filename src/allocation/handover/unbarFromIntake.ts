import { DomainError } from '../../domain/errors'
import type { HandoverOutcome, HandoverProblem } from '../../domain/handover'
import { readReason } from '../../domain/readReason'
import type { Actor } from '../../domain/staff'
import type { HandoverDeps } from './ports'

export interface UnbarInput {
  readonly intakeId: string
  /** Empty when nobody was chosen. */
  readonly staffId: string
  readonly reason: string
  readonly actor: Actor
}

/**
 * A conflict of interest is taken back: from now on the person may open the enquiry and be given it, unless they are barred
 * from another that belongs with it. @throws DomainError when there is no such enquiry
 */
export async function unbarFromIntake({ handovers, now }: HandoverDeps, { intakeId, staffId, reason, actor }: UnbarInput): Promise<HandoverOutcome> {
  const held = await handovers.find(intakeId)
  if (!held) throw new DomainError('not_found', 'There is no such enquiry.')
  const read = readReason(reason, 'Enter why there is no conflict of interest any more')
  const barred = held.barred?.find((one) => one.staffId === staffId)
  const problems: readonly HandoverProblem[] = [
    ...(staffId === '' ? [{ field: 'to', text: 'Select who may open it again' } as const] : []),
    ...(staffId !== '' && !barred ? [{ field: 'to', text: NOT_BARRED } as const] : []),
    ...('problem' in read ? [{ field: 'reason', text: read.problem } as const] : []),
  ]
  if (!barred || 'problem' in read || problems.length > 0) return { kind: 'refused', problems }
  const entry = { kind: 'unbarred', by: actor.staffId, byName: actor.name, other: barred.name, reason: read.reason, at: now() } as const
  return (await handovers.unbar(intakeId, staffId, entry)) ? { kind: 'done' } : { kind: 'refused', problems: [{ field: 'to', text: NOT_BARRED }] }
}

const NOT_BARRED = 'They are not barred from this enquiry any more. Look at it again'
