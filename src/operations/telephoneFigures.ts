import { Gauge } from 'prom-client'
import type { Metrics } from './metrics'

/** Asked at each scrape: what lies in the spool and has to get into the database, and what a person has to look at. */
export function showSpool(metrics: Metrics, read: () => Promise<{ readonly entries: number; readonly setAside: number }>): void {
  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers: [metrics.registry] })
  const waiting = gauge('advice_line_spool_waiting', 'Events of calls on disk that are not in the database yet')
  const aside = gauge('advice_line_spool_set_aside', 'Files of events that could not be applied and wait for a person')
  metrics.atEachScrape(async () => {
    const found = await read().catch(() => undefined)
    if (!found) return
    waiting.set(found.entries)
    aside.set(found.setAside)
  })
}

/** Asked at each scrape: when our calls were last compared with the network's to the end, by whichever process. */
export function showReconciliation(metrics: Metrics, read: () => Date | undefined): void {
  const last = new Gauge({
    name: 'advice_line_reconciliation_last_completed_timestamp_seconds',
    help: 'When calls and recordings were last reconciled with the telephone network, in seconds since 1970; 0 for never',
    registers: [metrics.registry],
  })
  metrics.atEachScrape(async () => last.set((read()?.getTime() ?? 0) / 1_000))
}
