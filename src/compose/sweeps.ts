import type { Logger } from 'pino'
import { SERVICE } from '../../config/service'
import { makeChildrenFindable } from './childDesk'
import type { Store } from './openStore'
import { systemClock } from '../domain/clock'
import type { Stoppable } from '../operations/stopInOrder'
import { sweepForAll } from '../operations/sweepForAll'
import { removeAbandonedUploads } from '../store/abandonedUploads'
import { StoredLeases } from '../store/leases'

/** What nobody waits for: it is done beside the rest, by one process for all. */
export function startSweeps(store: Pick<Store, 'connection' | 'sealer'>, log: Logger): readonly Stoppable[] {
  const leases = new StoredLeases(store.connection, systemClock)
  const { afterMs, ...uploads } = SERVICE.abandonedUploads
  return [
    sweepForAll({
      ...uploads, name: 'upload sweep', leases, log,
      sweep: async () => {
        const count = await removeAbandonedUploads(store.connection, new Date(systemClock().getTime() - afterMs))
        if (count > 0) log.info({ event: 'uploads_removed', count }, 'uploads of processes that died were removed')
      },
    }),
    sweepForAll({ ...SERVICE.findableChildren, name: 'findable children', leases, log, sweep: async (stopping) => makeChildrenFindable(store, log, stopping) }),
  ]
}
