import { Gauge } from 'prom-client'
import type { Metrics } from './metrics'

/** One mailbox, by a name that holds no address. */
interface MailboxFigures {
  readonly name: string
  readonly state: string
  readonly lastSyncAt?: Date
  readonly out?: { readonly failures: number }
  readonly reconciledAt: Date | undefined
}

/** Asked at each scrape: each mailbox as this process sees it. */
export function showMailboxes(metrics: Metrics, read: () => readonly MailboxFigures[]): void {
  const gauge = (name: string, help: string): Gauge<'mailbox'> => new Gauge({ name, help, labelNames: ['mailbox'], registers: [metrics.registry] })
  const watching = gauge('advice_line_mailbox_watching', '1 while this process keeps the mailbox in step, 0 while it does not: see another process too')
  const failures = gauge('advice_line_mailbox_failures', 'Failures in a row to keep the mailbox in step')
  const reconciled = gauge('advice_line_mailbox_last_reconciled_timestamp_seconds', 'When this process last compared the mailbox with our records, in seconds since 1970; 0 for never')
  const lastSync = gauge('advice_line_mailbox_last_sync_timestamp_seconds', 'When this process last brought the mailbox into step, in seconds since 1970; 0 for never')
  metrics.atEachScrape(async () => {
    for (const { name: mailbox, state, lastSyncAt, out, reconciledAt } of read()) {
      reconciled.set({ mailbox }, (reconciledAt?.getTime() ?? 0) / 1_000)
      watching.set({ mailbox }, state === 'watching' ? 1 : 0)
      failures.set({ mailbox }, out?.failures ?? 0)
      lastSync.set({ mailbox }, (lastSyncAt?.getTime() ?? 0) / 1_000)
    }
  })
}

/** Asked at each scrape: messages in quarantine that wait for a person, by the store that all processes share. */
export function showHeldMail(metrics: Metrics, read: () => Promise<{ readonly count: number; readonly oldestSince?: Date }>, now: () => Date): void {
  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers: [metrics.registry] })
  const held = gauge('advice_line_mail_held', 'Messages in quarantine that no person has dealt with yet')
  const oldest = gauge('advice_line_mail_held_oldest_seconds', 'How long the oldest message in quarantine has been held; 0 for none')
  metrics.atEachScrape(async () => {
    const found = await read().catch(() => undefined)
    if (!found) return
    held.set(found.count)
    oldest.set(found.oldestSince ? (now().getTime() - found.oldestSince.getTime()) / 1_000 : 0)
  })
}
