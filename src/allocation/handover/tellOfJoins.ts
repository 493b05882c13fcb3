import { lookAtFollowing } from './lookAtFollowing'
import type { HandoverDeps } from './ports'

/** Whoever joins two enquiries waits a moment for what follows; later than that their process has died over it. In milliseconds. */
const FOLLOWS_WITHIN_MS = 60_000

/**
 * Enquiries that somebody joined, and of which a process died before it could look who is to have both: where two have one case, a card
 * asks who is to have it, and the page offers what is to be done. Nothing moves by itself so long afterwards.
 * @returns how many are with two
 */
export async function tellOfJoins(deps: HandoverDeps): Promise<number> {
  const { handovers, now } = deps
  let count = 0
  for (const joined of await handovers.notFollowed(new Date(now().getTime() - FOLLOWS_WITHIN_MS))) {
    for (const intakeId of [joined, ...(await handovers.goingAlong(joined))]) if (await isTold(deps, intakeId)) count += 1
    await handovers.followed(joined)
  }
  return count
}

async function isTold(deps: HandoverDeps, intakeId: string): Promise<boolean> {
  const look = await lookAtFollowing(deps, intakeId)
  if (look.kind === 'together' && look.toCount) await deps.handovers.countWith(intakeId, look.toCount.firstId, look.toCount.holderId)
  // Whoever was given it, or is offered it, knows.
  if (look.kind !== 'apart' || look.decided || look.own.transfer) return false
  await deps.handovers.holderAway(intakeId, { about: look.firstId, cause: 'apart' }, deps.now())
  return true
}
