import { DomainError } from '../../domain/errors'
import type { HandoverOutcome } from '../../domain/handover'
import type { Actor } from '../../domain/staff'
import type { HandoverDeps, StandsIn } from './ports'
import { readReason } from '../../domain/readReason'

export interface BarInput {
  readonly intakeId: string
  readonly who: { readonly id: string; readonly name: string } | undefined
  readonly reason: string
  readonly actor: Actor
}

const STANDS_IN: Readonly<Record<StandsIn, string>> = {
  has_it: 'has this enquiry. Give it to somebody else first',
  supervises: 'supervises this enquiry. Give it to somebody with another manager first',
  is_offered: 'is asked to take this enquiry over. Give it to somebody else first, or wait until that is answered',
  is_officer: 'is on this enquiry as an officer. Take it from them first',
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
    case 'supervises':
    case 'is_offered':
    case 'is_officer':
      return { kind: 'refused', problems: [{ field: 'to', text: `${who.name} ${STANDS_IN[outcome]}` }] }
    case 'unknown':
      throw new DomainError('not_found', 'There is no such enquiry.')
    default:
      return outcome satisfies never
  }
}
