import type { Actor } from '../../domain/staff'
import { handOn, type HandedOn } from './handOn'
import { isOpen } from './lookAtFollowing'
import type { OfferDeps } from './offerTransfer'
import { pairWith } from './pairWith'
import type { HeldIntake } from './ports'

interface Parted {
  readonly intakeId: string
  readonly actor: Actor
}

/**
 * A join was taken back: whoever had the enquiry until then has it again, if nobody was given it since, or is asked to take it over from
 * whoever has accepted it, and so with what goes along with it; where it was only offered for that, they keep it. Where they cannot have
 * it, or it is offered to somebody else, a card asks a manager who is to have it.
 */
export async function giveBackApart(deps: OfferDeps, parted: Parted): Promise<HandedOn> {
  const held = await withoutItsOffer(deps, parted)
  const outcome = await giveBack(deps, parted, held)
  // Where it is only offered, what goes along goes when that is accepted.
  if (outcome === 'moved') for (const id of await deps.handovers.joinedTo(parted.intakeId)) await giveBackAlong(deps, { intakeId: id, actor: parted.actor }, held, parted.intakeId)
  return outcome
}

async function giveBack(deps: OfferDeps, { intakeId, actor: { staffId: by, name: byName } }: Parted, held: HeldIntake | undefined): Promise<HandedOn> {
  if (!held?.allocation?.hadBy || !isOpen(held)) return 'left'
  const { hadBy, socialWorker: from, socialWorkerName } = held.allocation
  const at = deps.now()
  const pair = pairWith(await deps.handovers.people(intakeId), hadBy.staffId, 'had_before', at)
  const outcome = 'problem' in pair ? 'left' : await handOn(deps, held, { intakeId, from, to: pair.to, entry: { kind: 'given_back', by, byName, other: hadBy.name, hadBy: socialWorkerName, at } })
  if (outcome === 'left') await askWhoHasIt(deps, intakeId, hadBy.staffId)
  return outcome
}

/** What had joined the enquiry before, and was in hand, so that it was offered by itself: it went the same way, or was to. */
async function giveBackAlong(deps: OfferDeps, along: Parted, first: HeldIntake | undefined, firstId: string): Promise<void> {
  const held = await withoutItsOffer(deps, along, firstId)
  const { hadBy, socialWorker } = first?.allocation ?? {}
  const own = held?.allocation
  if (own?.hadBy && own.hadBy.staffId === hadBy?.staffId && own.socialWorker === socialWorker) await giveBack(deps, along, held)
  // It never went: the two are one case with one person again.
  if (own && own.socialWorker === hadBy?.staffId) await deps.handovers.countWith(along.intakeId, firstId, own.socialWorker)
}

/** The offer that the join made is over, unless it asks for the sake of `stillWith`; where it was taken over in that moment, the enquiry as it is then. */
async function withoutItsOffer({ handovers, now }: OfferDeps, { intakeId, actor: { staffId: by, name: byName } }: Parted, stillWith?: string): Promise<HeldIntake | undefined> {
  const held = await handovers.find(intakeId)
  if (held?.transfer?.countedWith === undefined || held.transfer.countedWith === stillWith) return held
  await handovers.endOffer(intakeId, held.transfer, { kind: 'transfer_withdrawn', by, byName, other: held.transfer.toName, at: now() })
  return handovers.find(intakeId)
}

/** Unless it changed hands in that moment, or is offered to them already. */
async function askWhoHasIt({ handovers, now }: OfferDeps, intakeId: string, hadBy: string): Promise<void> {
  const held = await handovers.find(intakeId)
  if (held?.allocation?.hadBy?.staffId === hadBy && held.transfer?.to !== hadBy) await handovers.holderAway(intakeId, { about: hadBy, cause: 'parted' }, now())
}
