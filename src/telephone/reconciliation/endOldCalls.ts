import { isFinalStatus } from '../call/finalStatus'
import { eachOne, type FailedItem, type ReconcileDeps } from './deps'
import { endAsListed } from './takeMissedCall'

/** Looked at in one run, at most; the others come next time. */
const AT_ONCE = 500

/**
 * Asks the network, one by one, for calls that began before the window and of which the end was never heard. One that the
 * network has forgotten is over.
 *
 * @returns those that could not be ended
 */
export async function endOldCalls(deps: ReconcileDeps, before: Date): Promise<readonly FailedItem[]> {
  return eachOne(await deps.held.openBefore(before, AT_ONCE), (sid) => ({ kind: 'end', sid }), async (callSid) => {
    const listed = await deps.provider.findCall(callSid)
    if (listed && !isFinalStatus(listed.status)) return
    await endAsListed(deps, listed ?? { sid: callSid, from: '', status: 'forgotten' })
    deps.meter.gapFound('end')
    deps.log.warn({ callSid, kind: 'end' }, 'the end of a call was not told to us')
  })
}
