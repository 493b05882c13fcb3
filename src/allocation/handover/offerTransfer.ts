import { DomainError } from '../../domain/errors'
import type { HandoverOutcome } from '../../domain/handover'
import type { Actor } from '../../domain/staff'
import { pairWith } from './pairWith'
import type { HandoverDeps, HeldIntake } from './ports'

export interface OfferDeps extends HandoverDeps {
  /** By when a colleague who is offered it at this moment has to answer. */
  readonly answerBy: (offered: Pick<HeldIntake, 'priority'>, at: Date) => Date
}

export interface OfferTransferInput {
  readonly intakeId: string
  readonly toId: string
  readonly actor: Actor
}

/** The social worker who has an enquiry offers it to a colleague, and keeps it until that one accepts. @throws DomainError when it is not theirs, or offered already */
export async function offerTransfer({ handovers, now, answerBy }: OfferDeps, { intakeId, toId, actor }: OfferTransferInput): Promise<HandoverOutcome> {
  const held = await handovers.find(intakeId)
  if (!held) throw new DomainError('not_found', 'There is no such enquiry.')
  const at = now()
  if (toId === actor.staffId) return { kind: 'refused', problems: [{ field: 'to', text: 'Select a colleague' }] }
  const pair = pairWith(await handovers.people(intakeId), toId, 'taken_over', at)
  if ('problem' in pair) return { kind: 'refused', problems: [{ field: 'to', text: pair.problem }] }

  const { id: to, name: toName } = pair.to.socialWorker
  const transfer = { to, toName, from: actor.staffId, fromName: actor.name, at, dueAt: answerBy(held, at) }
  const entry = { kind: 'transfer_offered', by: actor.staffId, byName: actor.name, other: toName, at } as const
  if (!(await handovers.offer(intakeId, transfer, entry))) {
    throw new DomainError('conflict', 'This enquiry is not yours any more, or it is offered to somebody already.')
  }
  return { kind: 'done' }
}
