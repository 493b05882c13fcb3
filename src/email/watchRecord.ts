import type { Logger } from 'pino'
import type { Clock } from '../domain/clock'

/** `standby`: another process has this mailbox. */
export type WatchState = 'connecting' | 'watching' | 'standby' | 'disconnected' | 'stopped'

export interface WatchStanding {
  readonly state: WatchState
  /** The end of the last sync of this process that succeeded. */
  readonly lastSyncAt?: Date
  /** Out of reach since then; a code says why. */
  readonly out?: { readonly since: Date; readonly cause: string; readonly failures: number }
}

interface RecordDeps {
  readonly name: string
  readonly now: Clock
  readonly log: Logger
}

/** How one mailbox's watch is doing. */
export class WatchRecord {
  standing: WatchStanding = { state: 'connecting' }

  constructor(private readonly deps: RecordDeps) {}

  /** A mailbox that was out of reach is so until a sync has succeeded. */
  connecting(): void {
    this.standing = { ...this.standing, state: this.standing.out ? 'disconnected' : 'connecting' }
  }

  synced(): void {
    const { name, now, log } = this.deps
    if (this.standing.out) log.info({ channel: 'email', mailbox: name, failures: this.standing.out.failures }, 'mailbox is in reach again')
    this.standing = { state: 'watching', lastSyncAt: now() }
  }

  /** @returns failures in a row, this one included */
  failed(cause: string): number {
    const { name, now, log } = this.deps
    const { out } = this.standing
    const failures = (out?.failures ?? 0) + 1
    this.standing = { ...this.standing, state: 'disconnected', out: { since: out?.since ?? now(), cause, failures } }
    log.warn({ channel: 'email', mailbox: name, cause, failures }, 'mailbox out of reach')
    return failures
  }

  standBy(): void {
    this.standing = { ...this.withoutTrouble(), state: 'standby' }
  }

  stopped(): void {
    this.standing = { ...this.standing, state: 'stopped' }
  }

  /** What another process looks after is in no trouble of ours. */
  private withoutTrouble(): Pick<WatchStanding, 'lastSyncAt'> {
    const { lastSyncAt } = this.standing
    return lastSyncAt ? { lastSyncAt } : {}
  }
}
