import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { SERVICE } from '../../config/service'
import { systemClock } from '../domain/clock'
import type { Metrics } from '../operations/metrics'
import { showReconciliation } from '../operations/telephoneFigures'
import { StoredCallLedger } from '../store/callLedger'
import { StoredCallsHeld } from '../store/callsHeld'
import { StoredLeases } from '../store/leases'
import { StoredReconciliationRuns } from '../store/reconciliationRuns'
import type { CallDeps } from '../telephone/call/takeCallEvent'
import type { TelephoneProvider } from '../telephone/provider'
import { keepReconciling, type Reconciling } from '../telephone/reconciliation/keepReconciling'
import type { Store } from './openStore'
import { telephoneDeps } from './telephoneDeps'

interface ReconciliationParts {
  readonly settings: Settings
  readonly store: Store
  readonly provider: TelephoneProvider
  readonly metrics: Metrics
  readonly log: Logger
  readonly demonstration: boolean
}

/** What this process remembers of a call may be behind what the web process wrote. */
export const callsReadAfresh = ({ settings, store, log, demonstration }: Pick<ReconciliationParts, 'settings' | 'store' | 'log' | 'demonstration'>): CallDeps =>
  ({ ...telephoneDeps(settings, store, log), ledger: new StoredCallLedger(store.connection, store.sealer, { demonstration }) })

/** Starts comparing our calls and recordings with the telephone network's. */
export function startReconciliation({ settings, store, provider, metrics, log, demonstration }: ReconciliationParts): Reconciling {
  const { connection, sealer } = store
  const reconciling = keepReconciling({
    ...SERVICE.reconciliation,
    provider,
    held: new StoredCallsHeld(connection, sealer),
    calls: callsReadAfresh({ settings, store, log, demonstration }),
    leases: new StoredLeases(connection, systemClock),
    runs: new StoredReconciliationRuns(connection),
    number: settings.ADVICE_LINE_NUMBER,
    meter: metrics,
    log,
  })
  showReconciliation(metrics, () => reconciling.lastCompletedAt())
  return reconciling
}
