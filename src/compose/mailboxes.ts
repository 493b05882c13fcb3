import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { watchMailbox } from '../email/mailbox/watchMailbox'
import { showHeldMail, showMailboxes } from '../operations/mailFigures'
import type { Metrics } from '../operations/metrics'
import type { Stoppable } from '../operations/stopInOrder'
import { heldMail } from '../store/heldMail'
import { mailboxConnectors, mailDeps, type MailExtras, mailReconciliation } from './mailRoom'
import type { Store } from './openStore'
import type { WorkersHealth } from './workersHealth'

interface MailboxesContext {
  readonly health: WorkersHealth
  readonly metrics: Metrics
  readonly log: Logger
  readonly started: Stoppable[]
}

/** Starts a watch on each mailbox: every one has a lease, a connection and failures of its own. */
export function startMailboxes(settings: Settings, store: Store, extras: MailExtras, { health, metrics, log, started }: MailboxesContext): void {
  const deps = mailDeps(settings, store, log, extras)
  const reconciliation = mailReconciliation(store, metrics)
  started.push({ name: 'mail reader', stop: async () => deps.reader.close() })
  health.watchReader(deps.reader)
  health.watchHeldMail(async () => heldMail(store.connection))
  showHeldMail(metrics, async () => heldMail(store.connection), deps.now)
  const watches = mailboxConnectors(settings).map(({ name, connector }) => ({ name, watch: watchMailbox({ ...deps, name, connector, reconciliation }) }))
  // All at once: one that is slow to sign off must not use up the others' time.
  started.push({ name: 'mailboxes', stop: async () => Promise.all(watches.map(async ({ watch }) => watch.stop())).then(() => undefined) })
  health.watchMailboxes(watches.map(({ name, watch }) => ({ name, standing: watch.standing, reconcilingLateSince: watch.reconcilingLateSince })))
  showMailboxes(metrics, () => watches.map(({ name, watch }) => ({ name, ...watch.standing(), reconciledAt: watch.reconciledAt() })))
}
