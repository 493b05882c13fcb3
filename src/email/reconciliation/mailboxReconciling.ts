import { failureCode } from '../ingest/quarantineOrRetry'
import type { ConnectedMailbox } from '../mailboxPorts'
import type { ReconcileMailboxDeps } from './deps'
import { raiseGap } from './noteGaps'
import { reconcileMailbox } from './reconcileMailbox'

export interface MailboxReconcilingDeps extends ReconcileMailboxDeps {
  /** From one run to the next, in milliseconds. */
  readonly everyMs: number
  /** Without a completed run for so long, somebody is told, in milliseconds. */
  readonly alarmAfterMs: number
}

/** After a failed run the next comes sooner; the first comes so long after the start. In milliseconds. */
const AGAIN_AFTER_MS = 30_000

/** Reconciles one mailbox every few minutes, for whoever has its lease. */
export class MailboxReconciling {
  private nextAt: number | undefined
  lastCompletedAt: Date | undefined
  /** Runs have failed for long: since when none was completed. */
  lateSince: Date | undefined
  private readonly startedAt: Date

  constructor(private readonly deps: MailboxReconcilingDeps) {
    this.startedAt = deps.now()
  }

  /**
   * A failed run costs no mail: it is said, and tried again. Never rejects.
   *
   * @param isMailWaiting puts a run off, but not for ever: a mailbox may always have news
   */
  async whenDue(mailbox: ConnectedMailbox, isMailWaiting = false): Promise<void> {
    const { deps } = this
    const now = deps.now().getTime()
    try {
      this.nextAt ??= await this.firstDue(mailbox)
      if (now < this.nextAt + (isMailWaiting ? deps.everyMs : 0)) return
      await reconcileMailbox(deps, mailbox)
      this.lastCompletedAt = new Date(now)
      this.lateSince = undefined
      this.nextAt = now + deps.everyMs
    } catch (error) {
      this.nextAt = now + Math.min(AGAIN_AFTER_MS, deps.everyMs)
      deps.log.error({ channel: 'email', mailbox: deps.name, cause: failureCode(error) }, 'a mailbox could not be compared with our records')
      await this.alarmWhenLate(mailbox, new Date(now))
    }
  }

  /** The card closes by itself with the next completed run. */
  private async alarmWhenLate(mailbox: ConnectedMailbox, at: Date): Promise<void> {
    const { runs, alarmAfterMs, name } = this.deps
    const last = (await runs(mailbox).lastCompleted().catch(() => undefined)) ?? this.lastCompletedAt
    const since = new Date(Math.max(last?.getTime() ?? 0, this.startedAt.getTime()))
    if (at.getTime() - since.getTime() <= alarmAfterMs) return
    this.lateSince = since
    await raiseGap(this.deps, mailbox, { kind: 'mail_not_compared', detail: '' }).catch((error: unknown) => {
      this.deps.log.error({ channel: 'email', mailbox: name, cause: failureCode(error) }, 'a gap could not be shown')
    })
  }

  /** Another process may have done it lately. */
  private async firstDue(mailbox: ConnectedMailbox): Promise<number> {
    const last = await this.deps.runs(mailbox).lastCompleted()
    this.lastCompletedAt = last
    // Not at once: after a start there is mail to take in first.
    const now = this.deps.now().getTime()
    return Math.max((last?.getTime() ?? 0) + this.deps.everyMs, now + Math.min(AGAIN_AFTER_MS, this.deps.everyMs))
  }
}
