import { eachByItself } from '../../domain/eachByItself'
import { lookAtFollowing } from './lookAtFollowing'
import type { HandoverDeps } from './ports'

/** Whoever joins two enquiries waits a moment for what follows; later than that their process has died over it. In milliseconds. */
const FOLLOWS_WITHIN_MS = 60_000

/**
 * Enquiries that somebody joined, and of which a process died before it could look who is to have both: where two have one case, a card
 * asks who is to have it, and the page offers what is to be done. Nothing moves by itself so long afterwards, but what is with somebody who
 * is barred from one of them is looked at.
 * @returns of how many a card was put up now
 */
export async function tellOfJoins(deps: HandoverDeps): Promise<number> {
  const { handovers, now } = deps
  return eachByItself(await handovers.notFollowed(new Date(now().getTime() - FOLLOWS_WITHIN_MS)), async ({ intakeId, joinedAt }) => {
    await handovers.takeFromBarred(intakeId)
    const count = await eachByItself([intakeId, ...(await handovers.goingAlong(intakeId))], async (one) => Number(await isTold(deps, one)))
    await handovers.followed(intakeId, joinedAt)
    return count
  })
}

async function isTold(deps: HandoverDeps, intakeId: string): Promise<boolean> {
  const look = await lookAtFollowing(deps, intakeId)
  if (look.kind === 'together' && look.toCount) await deps.handovers.countWith(intakeId, look.toCount.firstId, look.toCount.holderId)
  // Whoever was given it, or is offered it, knows.
  if (look.kind !== 'apart' || look.decided || look.own.transfer) return false
  return deps.handovers.holderAway(intakeId, { about: look.firstId, cause: 'apart' }, deps.now())
}
