import type { Compared } from '../../domain/reconciliation'
import type { FailedItem, ReconcileDeps } from './deps'
import { endOldCalls } from './endOldCalls'
import { reconcileCalls } from './reconcileCalls'
import { reconcileRecordings } from './reconcileRecordings'

/**
 * Makes our records agree with the network's lists from `since` on. Everything is taken by the call room's own use cases
 * under the keys that its webhooks have, so that running this twice, or beside a late webhook, changes nothing more.
 *
 * @returns what of the lists could not be taken, and how long they were
 * @throws when a list could not be had from the network or the store; what could be done is done
 */
export async function reconcile(deps: ReconcileDeps, since: Date): Promise<{ readonly failed: readonly FailedItem[]; readonly compared: Compared }> {
  const failed: FailedItem[] = []
  const broken: unknown[] = []
  let taken: ReadonlySet<string> = new Set()
  const compared = { calls: 0, recordings: 0 }
  const parts: readonly (() => Promise<readonly FailedItem[]>)[] = [
    async () => {
      const calls = await reconcileCalls(deps, since)
      taken = calls.taken
      compared.calls = calls.listed
      return calls.failed
    },
    async () => {
      const recordings = await reconcileRecordings(deps, since, taken)
      compared.recordings = recordings.listed
      return recordings.failed
    },
    async () => endOldCalls(deps, since),
  ]
  for (const part of parts) {
    try {
      failed.push(...(await part()))
    } catch (error) {
      broken.push(error)
    }
  }
  if (broken.length > 0) throw new Error(`${broken.length} of ${parts.length} lists could not be compared.`, { cause: broken[0] })
  return { failed, compared }
}
