import { isFinalStatus } from '../call/finalStatus'
import { endAsListed } from '../reconciliation/takeMissedCall'
import type { CallDeps } from '../call/takeCallEvent'
import type { SettlingDeps } from './legDeps'

/** Somebody who waits for no longer is not asked after, in milliseconds. */
const MAY_BE_LOST_AFTER_MS = 20_000
/** How long it counts that the network had a call, in milliseconds. */
const ASK_AGAIN_MS = 30_000

export type LostCallersDeps = Pick<SettlingDeps, 'waiting' | 'now' | 'log'> & {
  readonly provider: Pick<SettlingDeps['provider'], 'findCall'>
  /** The call room's own: the end is taken like a webhook that comes late. */
  readonly calls: CallDeps
}

/**
 * Looks whether the first caller of each queue still holds the line. The end of a call that was never told to us would
 * leave them there, and workers would be rung for nobody, until calls are compared with the network's lists.
 */
export function lostCallersWatch(deps: LostCallersDeps): () => Promise<void> {
  const askedAt = new Map<string, number>()
  return async () => {
    const at = deps.now().getTime()
    for (const [callSid, asked] of askedAt) if (at - asked >= ASK_AGAIN_MS) askedAt.delete(callSid)
    for (const queue of ['urgent', 'ordinary'] as const) {
      const first = await deps.waiting.firstOf(queue)
      if (!first || askedAt.has(first.callSid) || at - first.since.getTime() < MAY_BE_LOST_AFTER_MS) continue
      askedAt.set(first.callSid, at)
      await endIfLost(deps, first.callSid)
    }
  }
}

async function endIfLost({ calls, provider, log }: LostCallersDeps, callSid: string): Promise<void> {
  const listed = await provider.findCall(callSid)
  if (listed && !isFinalStatus(listed.status)) return
  await endAsListed({ calls }, listed ?? { sid: callSid, from: '', status: 'forgotten' })
  log.warn({ callSid }, 'a caller was first in the queue whose call was over at the network')
}
