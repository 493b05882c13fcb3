import type { Actor } from '../../domain/staff'
import { handOn, type HandedOn } from './handOn'
import { isOpen } from './lookAtFollowing'
import type { OfferDeps } from './offerTransfer'
import { pairWith } from './pairWith'
import type { HeldIntake } from './ports'

/**
 * A join was taken back: whoever had the enquiry until then has it again, if nobody was given it since, or is asked to take it over from
 * whoever has accepted it; where it was only offered for that, they keep it. Where they cannot have it, or it is offered to somebody else,
 * a card asks a manager who is to have it.
 */
export async function giveBackApart(deps: OfferDeps, { intakeId, actor }: { readonly intakeId: string; readonly actor: Actor }): Promise<HandedOn> {
  const { handovers, now } = deps
  const held = await withoutItsOffer(deps, intakeId, actor)
  if (!held?.allocation?.hadBy || !isOpen(held)) return 'left'
  const { staffId: by, name: byName } = actor
  const { hadBy, socialWorker: from, socialWorkerName } = held.allocation
  const at = now()
  const pair = pairWith(await handovers.people(intakeId), hadBy.staffId, 'had_before', at)
  const outcome = 'problem' in pair ? 'left' : await handOn(deps, held, { intakeId, from, to: pair.to, entry: { kind: 'given_back', by, byName, other: hadBy.name, hadBy: socialWorkerName, at } })
  if (outcome === 'left') await askWhoHasIt(deps, intakeId, hadBy.staffId)
  return outcome
}

/** The offer that the join made is over; where it was taken over in that moment, the enquiry as it is then. */
async function withoutItsOffer({ handovers, now }: OfferDeps, intakeId: string, { staffId: by, name: byName }: Actor): Promise<HeldIntake | undefined> {
  const held = await handovers.find(intakeId)
  if (held?.transfer?.countedWith === undefined) return held
  await handovers.endOffer(intakeId, held.transfer, { kind: 'transfer_withdrawn', by, byName, other: held.transfer.toName, at: now() })
  return handovers.find(intakeId)
}

/** Unless it changed hands in that moment, or is offered to them already. */
async function askWhoHasIt({ handovers, now }: OfferDeps, intakeId: string, hadBy: string): Promise<void> {
  const held = await handovers.find(intakeId)
  if (held?.allocation?.hadBy?.staffId === hadBy && held.transfer?.to !== hadBy) await handovers.holderAway(intakeId, { about: hadBy, cause: 'parted' }, now())
}
