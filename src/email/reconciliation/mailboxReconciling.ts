import { failureCode } from '../giveUpOrRetry'
import type { ConnectedMailbox } from '../ports'
import type { ReconcileMailboxDeps } from './deps'
import { reconcileMailbox } from './reconcileMailbox'

export interface MailboxReconcilingDeps extends ReconcileMailboxDeps {
  /** From one run to the next, in milliseconds. */
  readonly everyMs: number
}

/** After a failed run the next comes sooner; the first comes so long after the start. In milliseconds. */
const AGAIN_AFTER_MS = 30_000

/** Reconciles one mailbox every few minutes, for whoever has its lease. */
export class MailboxReconciling {
  private nextAt: number | undefined
  lastCompletedAt: Date | undefined

  constructor(private readonly deps: MailboxReconcilingDeps) {}

  /** A failed run costs no mail: it is said, and tried again. Never rejects. */
  async whenDue(mailbox: ConnectedMailbox): Promise<void> {
    const { deps } = this
    const now = deps.now().getTime()
    try {
      this.nextAt ??= await this.firstDue(mailbox)
      if (now < this.nextAt) return
      await reconcileMailbox(deps, mailbox)
      this.lastCompletedAt = new Date(now)
      this.nextAt = now + deps.everyMs
    } catch (error) {
      this.nextAt = now + Math.min(AGAIN_AFTER_MS, deps.everyMs)
      deps.log.error({ channel: 'email', mailbox: deps.name, cause: failureCode(error) }, 'a mailbox could not be compared with our records')
    }
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
