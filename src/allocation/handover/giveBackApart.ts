import type { Actor } from '../../domain/staff'
import { handOn, type HandedOn } from './handOn'
import { isOpen } from './lookAtFollowing'
import type { OfferDeps } from './offerTransfer'
import { pairWith } from './pairWith'

/** A join was taken back: whoever had the enquiry until then has it again, if they can and nobody was given it since; where it was only offered for that, they keep it. */
export async function giveBackApart(deps: OfferDeps, { intakeId, actor: { staffId: by, name: byName } }: { readonly intakeId: string; readonly actor: Actor }): Promise<HandedOn> {
  const { handovers, now } = deps
  const held = await handovers.find(intakeId)
  const at = now()
  if (held?.transfer?.countedWith !== undefined) await handovers.endOffer(intakeId, held.transfer, { kind: 'transfer_withdrawn', by, byName, other: held.transfer.toName, at })
  if (!held?.allocation?.hadBy || !isOpen(held)) return 'left'
  const { hadBy, socialWorker: from, socialWorkerName } = held.allocation
  const pair = pairWith(await handovers.people(intakeId), hadBy.staffId, 'had_before', at)
  if ('problem' in pair) return 'left'
  return handOn(deps, held, { intakeId, from, to: pair.to, entry: { kind: 'given_back', by, byName, other: hadBy.name, hadBy: socialWorkerName, at } })
}
