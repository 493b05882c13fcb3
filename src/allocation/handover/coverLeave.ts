import { eachByItself, stepsByThemselves } from '../../domain/eachByItself'
import { type Day, londonDay } from '../../domain/workingDays'
import { coverAtWork } from './coverAtWork'
import { isStillOn } from './isStillOn'
import { handOverSupervision, takeSupervisionBack } from './coverSupervision'
import { LeaveFailed } from './leaveFailed'
import { pairWith } from './pairWith'
import type { CoverDeps, LeaveOf } from './ports'

/**
 * What people on leave left behind goes to their covers, and comes back at the end where that was chosen. Every move is one
 * write with its line in the history, and each run does what is left to do: killed, or at the same time as another, nothing
 * is moved twice or forgotten: what cannot come back yet does on a later day, and what never can stays with its cover, of which a
 * card tells. What an officer was on is handed back, however their leave was set: an officer on leave is no officer to ask. Where work
 * stays with who is away, a card asks who is to have what nobody had accepted, or is urgent and was accepted by them; what they are offered, or whoever has no account in use any more, comes back at once. Such a card goes with its leave, or when somebody accepts.
 * What fails of one keeps nothing from the others, and is tried again by the next run.
 * @param only this leave, as when it was set or ended just now
 * @returns how many enquiries changed hands
 * @throws PartlyDone once all were tried, when some failed, of LeaveFailed where it was of one leave
 */
export async function coverLeave(deps: CoverDeps, only?: string): Promise<number> {
  const today = londonDay(deps.now())
  return stepsByThemselves(
    async () => deps.covers.handBackSeconds(today, deps.now()),
    async () => eachByItself(
      (await deps.covers.leavesBegun(today)).filter(({ leave }) => only === undefined || leave.id === only), async (one) => (one.leave.to >= today ? handOver(deps, one) : comeBack(deps, one)),
      (error, { staffId, leave }) => new LeaveFailed(staffId, leave.id, error),
    ),
    async () => returnOffers(deps, today),
    async () => askWhoHasLeft(deps, today),
    async () => deps.covers.closeCards(today, deps.now()).then(() => 0),
  )
}

/** Whoever is away answers no offer: whoever made it does not wait for that. */
async function returnOffers({ handovers, now }: CoverDeps, today: Day): Promise<number> {
  return eachByItself(await handovers.offersToAway(today), async ({ intakeId, transfer }) => {
    await handovers.endOffer(intakeId, transfer, { kind: 'transfer_away', by: '', byName: '', other: transfer.toName, at: now() })
    return 0
  })
}

async function askWhoHasLeft({ covers, now }: CoverDeps, today: Day): Promise<number> {
  return eachByItself(await covers.leftBehind(today), async ({ intakeId, leaveId, cause }) => {
    await covers.leaveUncovered(intakeId, leaveId, cause, now())
    return 0
  })
}

async function handOver(deps: CoverDeps, one: LeaveOf): Promise<number> {
  return stepsByThemselves(
    async () => handOverSupervision(deps, one),
    async () => eachByItself(await deps.covers.heldBy(one.staffId), async (intakeId) => Number(await isHandedOver(deps, one, intakeId))),
  )
}

async function isHandedOver({ handovers, covers, now }: CoverDeps, one: LeaveOf, intakeId: string): Promise<boolean> {
  const { staffId, name, leave } = one
  const at = now()
  const people = await handovers.people(intakeId)
  if (!isStillOn(people, one, at)) return false
  const coverId = coverAtWork(people, leave.coverId, at)
  const pair = coverId === undefined ? undefined : pairWith(people, coverId, 'leave_cover', at)
  if (!pair || 'problem' in pair) {
    await covers.leaveUncovered(intakeId, leave.id, 'on_leave', at)
    return false
  }
  const entry = { kind: 'covered', by: '', byName: '', other: `${pair.to.socialWorker.name} for ${name}`, at } as const
  const coveredFor = leave.handOver === 'for_the_leave' ? { coveredFor: { staffId, name, leaveId: leave.id } } : {}
  return handovers.move({ intakeId, from: staffId, to: pair.to, entry, ...coveredFor })
}

async function comeBack(deps: CoverDeps, one: LeaveOf): Promise<number> {
  const { covers } = deps
  const { staffId, leave } = one
  const moved = await stepsByThemselves(
    async () => takeSupervisionBack(deps, one),
    async () => eachByItself(await covers.coveredIn(leave.id), async (covered) => Number(await isBack(deps, one, covered))),
  )
  if (await covers.isAllBack(leave.id)) await covers.settleLeave(staffId, leave.id)
  return moved
}

async function isBack({ handovers, covers, now }: CoverDeps, { staffId, name, leave }: LeaveOf, { intakeId, holderId }: { readonly intakeId: string; readonly holderId: string }): Promise<boolean> {
  const at = now()
  const pair = pairWith(await handovers.people(intakeId), staffId, 'back_from_leave', at)
  if ('problem' in pair) {
    // Barred or gone: the cover keeps it.
    if (!pair.passes) await covers.staysWithCover(intakeId, leave.id, at)
    return false
  }
  return handovers.move({ intakeId, from: holderId, to: pair.to, entry: { kind: 'cover_ended', by: '', byName: '', other: name, at } })
}
