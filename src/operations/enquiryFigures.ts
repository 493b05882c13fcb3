import { Gauge } from 'prom-client'
import type { Metrics } from './metrics'

/** Asked at each scrape: enquiries that nobody accepted in time. An urgent or unread one is a reason to ring somebody at any hour. */
export function showOverdue(metrics: Metrics, read: () => Promise<Readonly<Record<string, number>>>): void {
  const overdue = new Gauge({
    name: 'advice_line_overdue', help: 'Enquiries that nobody accepted in time, by priority', labelNames: ['priority'], registers: [metrics.registry],
  })
  metrics.atEachScrape(async () => {
    for (const [priority, count] of Object.entries(await read().catch(() => ({})))) overdue.set({ priority }, count)
  })
}

/** Asked at each scrape: enquiries that no officer took on in time. */
export function showOverdueSeconds(metrics: Metrics, read: () => Promise<Readonly<Record<string, number>>>): void {
  const overdue = new Gauge({ name: 'advice_line_second_overdue', help: 'Enquiries that no officer took on in time, by role', labelNames: ['role'], registers: [metrics.registry] })
  metrics.atEachScrape(async () => {
    for (const [role, count] of Object.entries(await read().catch(() => ({})))) overdue.set({ role }, count)
  })
}

/** Asked at each scrape: enquiries that somebody else accepted, and whoever has them has not taken over in time. */
export function showOverdueTakeOvers(metrics: Metrics, read: () => Promise<number>): void {
  metrics.showCount('advice_line_take_over_overdue', 'Accepted enquiries that whoever has them has not taken over in time', read)
}

/** Asked at each scrape: callers who were to be rung back by now. */
export function showOverdueCallbacks(metrics: Metrics, read: () => Promise<number>): void {
  metrics.showCount('advice_line_callbacks_overdue', 'Call-backs that nobody has made in time', read)
}

/** Asked at each scrape. None is an alarm: what is urgent finds whoever has a telephone, if anybody. */
export function showOnCall(metrics: Metrics, read: () => Promise<number>): void {
  metrics.showCount('advice_line_on_call', 'Staff on call at this moment who have a telephone', read)
}

/** Asked at each scrape: enquiries that nobody could be given. In service hours any of them is a reason to ring somebody. */
export function showUnallocated(metrics: Metrics, read: () => Promise<{ readonly waiting: Readonly<Record<string, number>>; readonly oldestSeconds: number }>): void {
  const waiting = new Gauge({
    name: 'advice_line_unallocated', help: 'Enquiries that no social worker could be given, by what is lacking', labelNames: ['why'], registers: [metrics.registry],
  })
  const oldest = new Gauge({
    name: 'advice_line_unallocated_oldest_seconds', help: 'How long the oldest enquiry waits that nobody could be given', registers: [metrics.registry],
  })
  metrics.atEachScrape(async () => {
    const found = await read().catch(() => undefined)
    if (!found) return
    for (const [why, count] of Object.entries(found.waiting)) waiting.set({ why }, count)
    oldest.set(found.oldestSeconds)
  })
}

/** Asked at each scrape: what waits on the lists of what is no child concern, and how much of it is late. */
export function showLists(metrics: Metrics, read: () => Promise<readonly { readonly list: string; readonly waiting: number; readonly late: number }[]>): void {
  const gauge = (name: string, help: string): Gauge<'list'> => new Gauge({ name, help, labelNames: ['list'], registers: [metrics.registry] })
  const waiting = gauge('advice_line_list_waiting', 'Enquiries on a list of what is no concern about a child')
  const late = gauge('advice_line_list_late', 'Of those, how many were to be answered by now')
  metrics.atEachScrape(async () => {
    for (const one of await read().catch(() => [])) {
      waiting.set({ list: one.list }, one.waiting)
      late.set({ list: one.list }, one.late)
    }
  })
}
