import { isFinalStatus } from '../call/finalStatus'
import type { ListedCall } from '../provider'
import { eachOne, type FailedItem, isCallers, isSettled, type ReconcileDeps } from './deps'
import type { HeldCall } from './ports'
import { endAsListed, takeMissedCall } from './takeMissedCall'

/**
 * Compares the calls that the network had since then with ours: one that we do not hold is taken, and one that is over
 * there and open here is ended.
 *
 * @returns the CallSids that were taken, what failed, and how many calls the network listed
 */
export async function reconcileCalls(
  deps: ReconcileDeps, since: Date,
): Promise<{ readonly taken: ReadonlySet<string>; readonly failed: readonly FailedItem[]; readonly listed: number }> {
  const listed = (await deps.provider.callsTo(deps.number, since)).filter((call) => isCallers(deps, call))
  const held = await deps.held.find(listed.map(({ sid }) => sid))
  const missed = await confirmMissed(deps, listed.filter(({ sid, startedAt }) => !held.has(sid) && isSettled(deps, startedAt)))
  const unended = listed.filter((call) => isUnended(deps, call, held.get(call.sid)))
  const notTaken = await eachOne(missed, ({ sid }) => ({ kind: 'call', sid }), async (call) => takeMissedCall(deps, call))
  const notEnded = await eachOne(unended, ({ sid }) => ({ kind: 'end', sid }), async (call) => endUnended(deps, call))
  const taken = missed.filter(({ sid }) => !notTaken.some((one) => one.sid === sid))
  return { taken: new Set(taken.map(({ sid }) => sid)), failed: [...notTaken, ...notEnded], listed: listed.length }
}

const isUnended = (deps: ReconcileDeps, { status, endedAt }: ListedCall, held: HeldCall | undefined): boolean =>
  held?.isOpen === true && isFinalStatus(status) && isSettled(deps, endedAt)

/** After an outage the spool is drained at the same time: a call may only just be on its way. */
async function confirmMissed(deps: ReconcileDeps, missing: readonly ListedCall[]): Promise<readonly ListedCall[]> {
  if (missing.length === 0) return []
  await deps.pause(deps.settleMs)
  const held = await deps.held.find(missing.map(({ sid }) => sid))
  return missing.filter(({ sid }) => !held.has(sid))
}

/** Its status callback was lost. */
async function endUnended(deps: ReconcileDeps, call: ListedCall): Promise<void> {
  await endAsListed(deps, call)
  deps.meter.gapFound('end')
  deps.log.warn({ callSid: call.sid, kind: 'end' }, 'the end of a call was not told to us')
}
