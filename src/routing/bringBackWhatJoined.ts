import { ownSignsOf } from './obstacleToRerouting'
import type { RoutingDeps } from './ports'

/**
 * Enquiries came to belong together: where one in the queue may concern a child, the others come back to it from the lists; the
 * first is reopened where it was ended, whatever came.
 */
export async function bringBackWhatJoined({ routed, now }: RoutingDeps, intakeId: string): Promise<number> {
  await routed.reopenFirst(intakeId, now())
  const held = await routed.find(intakeId)
  if (!held) return 0
  // What is on a list was judged when it went there; only what is in the queue is news.
  const own = !held.rerouting && ownSignsOf(held).length > 0
  return own || held.threadConcern ? routed.bringBackThread(intakeId, now()) : 0
}
