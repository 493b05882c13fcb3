import { DomainError } from '../../domain/errors'
import type { HandoverOutcome } from '../../domain/handover'
import type { Actor } from '../../domain/staff'
import type { HandoverDeps } from './ports'
import { readReason } from '../../domain/readReason'

export interface BarInput {
  readonly intakeId: string
  readonly who: { readonly id: string; readonly name: string } | undefined
  readonly reason: string
  readonly actor: Actor
}

/** Somebody with a conflict of interest is not given an enquiry and cannot open it from now on. @throws DomainError when there is no such enquiry */
export async function barFromIntake({ handovers, now }: HandoverDeps, { intakeId, who, reason, actor }: BarInput): Promise<HandoverOutcome> {
  const read = readReason(reason, 'Enter what the conflict of interest is')
  const nobody = who === undefined ? [{ field: 'to', text: 'Select who has a conflict of interest' } as const] : []
  if (!who || 'problem' in read) return { kind: 'refused', problems: [...nobody, ...('problem' in read ? [{ field: 'reason', text: read.problem } as const] : [])] }
  if (who.id === actor.staffId) return { kind: 'refused', problems: [{ field: 'to', text: 'Ask another manager to do this for you' }] }
  const entry = { kind: 'barred', by: actor.staffId, byName: actor.name, other: who.name, reason: read.reason, at: now() } as const
  const outcome = await handovers.bar(intakeId, who, entry)
  switch (outcome) {
    case 'barred':
      return { kind: 'done' }
    case 'has_it':
      return { kind: 'refused', problems: [{ field: 'to', text: `${who.name} has this enquiry, supervises it, or is on it as an officer. Give it to somebody else first` }] }
    case 'unknown':
      throw new DomainError('not_found', 'There is no such enquiry.')
    default:
      return outcome satisfies never
  }
}
