import { randomBytes } from 'node:crypto'
import { reconnectDelay } from './backoff'
import { failureCode } from './giveUpOrRetry'
import type { Leases } from '../domain/leases'
import type { ConnectedMailbox, MailboxConnector } from './ports'
import { syncMailbox, type SyncMailboxDeps } from './syncMailbox'
import { pause } from './pause'

export interface WatchMailboxDeps extends SyncMailboxDeps {
  readonly connector: MailboxConnector
  readonly leases: Leases
  /** Between two syncs when nothing was announced. @defaultValue 60 seconds, in milliseconds */
  readonly sweepMs?: number
  /** Life of the lease, renewed three times within it. @defaultValue 30 seconds, in milliseconds */
  readonly leaseMs?: number
}

/** `standby`: another process has this mailbox. */
export type WatchState = 'connecting' | 'watching' | 'standby' | 'disconnected' | 'stopped'

export interface MailboxWatch {
  readonly state: () => WatchState
  /** The end of the last sync that succeeded. */
  readonly lastSyncAt: () => Date | undefined
  /** Finishes the batch in hand, signs off and gives the mailbox to others. */
  readonly stop: () => Promise<void>
}

/** Keeps one mailbox in step for as long as the process lives: woken by the server, by the clock, and by reconnecting. */
export function watchMailbox(deps: WatchMailboxDeps): MailboxWatch {
  const watch = new Watch(deps)
  const running = watch.run()
  return {
    state: () => watch.state,
    lastSyncAt: () => watch.lastSyncAt,
    stop: async () => {
      watch.stopping.abort()
      await running
    },
  }
}

const LEASE_GONE = 'lease_gone'

class Watch {
  state: WatchState = 'connecting'
  lastSyncAt: Date | undefined
  readonly stopping = new AbortController()
  private readonly holder = randomBytes(8).toString('hex')
  private readonly lease: string
  private readonly leaseMs: number
  private readonly sweepMs: number
  private failures = 0

  constructor(private readonly deps: WatchMailboxDeps) {
    const { account, mailbox } = deps.connector
    this.lease = `mailbox ${account} ${mailbox}`
    this.leaseMs = deps.leaseMs ?? 30_000
    this.sweepMs = deps.sweepMs ?? 60_000
  }

  async run(): Promise<void> {
    const { signal } = this.stopping
    while (!signal.aborted) {
      try {
        if (await this.takeLease()) await this.serve()
        this.state = 'standby'
        await pause(this.leaseMs / 3, signal)
      } catch (error) {
        this.state = 'disconnected'
        this.failures += 1
        this.deps.log.warn({ channel: 'email', cause: failureCode(error), failures: this.failures }, 'mailbox out of reach')
        await pause(reconnectDelay(this.failures, Math.random()), signal)
      }
    }
    await this.deps.leases.release(this.lease, this.holder).catch(() => undefined)
    this.state = 'stopped'
  }

  private takeLease(): Promise<boolean> {
    return this.deps.leases.take(this.lease, this.holder, this.leaseMs)
  }

  /** One connection's life. Ends by returning when the lease went to another, by throwing when the connection is lost. */
  private async serve(): Promise<void> {
    this.state = 'connecting'
    const mailbox = await this.deps.connector.connect()
    const lost = new AbortController()
    void mailbox.closed.then(() => lost.abort())
    const renewal = setInterval(() => void this.renew(lost), this.leaseMs / 3)
    const ending = AbortSignal.any([this.stopping.signal, lost.signal])
    try {
      await this.syncWhileHeld(mailbox, ending)
    } finally {
      clearInterval(renewal)
      await mailbox.close()
    }
    if (lost.signal.aborted && lost.signal.reason !== LEASE_GONE) throw new ConnectionLost()
  }

  private async syncWhileHeld(mailbox: ConnectedMailbox, ending: AbortSignal): Promise<void> {
    let wake = new AbortController()
    mailbox.onNews(() => wake.abort())
    while (!ending.aborted) {
      // Armed before the sync: what arrives while it runs starts another.
      wake = new AbortController()
      await syncMailbox(this.deps, { mailbox, signal: ending })
      this.state = 'watching'
      this.failures = 0
      this.lastSyncAt = this.deps.now()
      await pause(this.sweepMs, AbortSignal.any([ending, wake.signal]))
    }
  }

  private async renew(lost: AbortController): Promise<void> {
    const held = await this.takeLease().catch(() => false)
    if (!held) lost.abort(LEASE_GONE)
  }
}

class ConnectionLost extends Error {
  readonly code = 'connection_lost'
}
