import { DomainError } from '../../domain/errors'
import type { Transfer } from '../../domain/handover'
import type { Actor } from '../../domain/staff'
import { pairWith } from './pairWith'
import type { HandoverDeps } from './ports'

export interface AnswerTransferInput {
  readonly intakeId: string
  readonly accept: boolean
  readonly actor: Actor
}

const OVER = 'This offer is over, or it is not for you.'

/** A colleague takes an enquiry over, and has accepted it with that; or refuses, and a card tells whoever offered it. @throws DomainError when the offer does not stand */
export async function answerTransfer({ handovers, now }: HandoverDeps, { intakeId, accept, actor }: AnswerTransferInput): Promise<void> {
  const held = await handovers.find(intakeId)
  if (!held) throw new DomainError('not_found', 'There is no such enquiry.')
  const { transfer } = held
  const at = now()
  if (!transfer || transfer.to !== actor.staffId || transfer.dueAt <= at) throw new DomainError('conflict', OVER)
  const done = accept ? await takeOver({ handovers, now }, intakeId, transfer, actor) : await handovers.endOffer(intakeId, transfer, {
    kind: 'transfer_refused', by: actor.staffId, byName: actor.name, other: transfer.madeBy?.name ?? transfer.fromName, at,
  })
  if (!done) throw new DomainError('conflict', OVER)
}

async function takeOver({ handovers, now }: HandoverDeps, intakeId: string, { from, fromName, at: offeredAt, countedWith: joinedTo }: Transfer, { staffId: by, name: byName }: Actor): Promise<boolean> {
  const at = now()
  const pair = pairWith(await handovers.people(intakeId), by, 'taken_over', at)
  if ('problem' in pair) throw new DomainError('conflict', `${pair.problem}.`)
  const entry = { kind: 'transfer_accepted', by, byName, other: fromName, at } as const
  const firstId = await handovers.firstOf(intakeId)
  const hasFirst = firstId !== intakeId && (await handovers.find(firstId))?.allocation?.socialWorker === by
  return handovers.move({
    intakeId, from, to: pair.to, entry, offeredAt, acceptance: { by, byName, at }, ...(hasFirst && { countedWith: firstId, firstHolder: by }),
    // As what a join moves at once: it goes back where that is taken back.
    ...(joinedTo !== undefined && { hadBy: { staffId: from, name: fromName } }),
  })
}
