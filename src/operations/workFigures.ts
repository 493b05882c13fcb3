import { Gauge } from 'prom-client'
import type { Metrics } from './metrics'

/** What waits, by the name of the work, with how long the oldest has been due, in seconds. */
interface Backlog {
  readonly work: string
  readonly waiting: number
  readonly oldestSeconds: number
}

/** Asked at each scrape. */
export function showBacklog(metrics: Metrics, read: () => Promise<readonly Backlog[]>): void {
  const gauge = (name: string, help: string): Gauge<'work'> =>
    new Gauge({ name, help, labelNames: ['work'], registers: [metrics.registry] })
  const waiting = gauge('advice_line_work_waiting', 'Pieces of owed work that are due and not done')
  const oldest = gauge('advice_line_work_oldest_seconds', 'How long the oldest piece of due work has waited')
  metrics.atEachScrape(async () => {
    for (const backlog of await read().catch(() => [])) {
      waiting.set({ work: backlog.work }, backlog.waiting)
      oldest.set({ work: backlog.work }, backlog.oldestSeconds)
    }
  })
}

/** Asked at each scrape. Where none of all processes does, work is late by a sweep. */
export function showWaking(metrics: Metrics, isWaking: () => boolean): void {
  metrics.showCount('advice_line_wakes_workers', '1 in the process that listens for changes and wakes the workers of all', async () => Number(isWaking()))
}
