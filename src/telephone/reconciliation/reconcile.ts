import type { ReconcileDeps } from './deps'
import { endOldCalls } from './endOldCalls'
import { reconcileCalls } from './reconcileCalls'
import { reconcileRecordings } from './reconcileRecordings'

/**
 * Makes our records agree with the network's lists from `since` on. Everything is taken by the call room's own use cases
 * under the keys that its webhooks have, so that running this twice, or beside a late webhook, changes nothing more.
 *
 * @throws when the network or the store failed anywhere; what could be done is done
 */
export async function reconcile(deps: ReconcileDeps, since: Date): Promise<void> {
  const taken = await reconcileCalls(deps, since)
  await reconcileRecordings(deps, since, taken)
  await endOldCalls(deps, since)
}
