import { randomBytes } from 'node:crypto'
import type { Leases } from '../../domain/leases'
import { reconnectDelay } from './backoff'
import { failureCode } from '../ingest/quarantineOrRetry'
import { LateMessages } from '../ingest/lateMessages'
import { pause } from './pause'
import type { ConnectedMailbox, MailboxConnector } from '../mailboxPorts'
import { MailboxReconciling, type MailboxReconcilingDeps } from '../reconciliation/mailboxReconciling'
import { carryOutReplays } from '../replay/carryOutReplays'
import type { Replays } from '../replay/ports'
import { syncMailbox, type SyncMailboxDeps } from './syncMailbox'
import { type MailboxBeats, WatchRecord, type WatchStanding } from './watchRecord'

export interface WatchMailboxDeps extends Omit<SyncMailboxDeps, 'late'> {
  readonly connector: MailboxConnector
  /** For the log, which takes no address. */
  readonly name: string
  readonly leases: Leases
  readonly beats: MailboxBeats
  readonly replays: Replays
  readonly reconciliation: Omit<MailboxReconcilingDeps, keyof SyncMailboxDeps | 'name'>
  /** Between two syncs when nothing was announced. @defaultValue 60 seconds, in milliseconds */
  readonly sweepMs?: number
  /** Life of the lease, renewed three times within it: mail waits so long when its process dies. @defaultValue 15 seconds, in milliseconds */
  readonly leaseMs?: number
  /** Until the first try to connect again, doubling with every failure. @defaultValue 1 second, in milliseconds */
  readonly reconnectMs?: number
}

export interface MailboxWatch {
  readonly standing: () => WatchStanding
  /** When mailbox and records were last compared to the end, as far as this process knows. */
  readonly reconciledAt: () => Date | undefined
  /** Comparing has failed for long: since when no run came to its end. */
  readonly reconcilingLateSince: () => Date | undefined
  /** Finishes the batch in hand and those already made safe, signs off and gives the mailbox to others. */
  readonly stop: () => Promise<void>
}

/**
 * Keeps one mailbox in step for as long as the process lives: woken by the server, by the clock, and by reconnecting.
 * Shares nothing with the watch on another mailbox but the store, the reader and the memory.
 */
export function watchMailbox(deps: WatchMailboxDeps): MailboxWatch {
  const watch = new Watch(deps)
  const running = watch.run()
  return {
    standing: () => watch.record.standing,
    reconciledAt: () => watch.reconciling.lastCompletedAt,
    reconcilingLateSince: () => watch.reconciling.lateSince,
    stop: async () => {
      watch.stopping.abort()
      await running
    },
  }
}

const LEASE_GONE = 'lease_gone'
/** Until the next sync while messages wait for a reader, in milliseconds. */
const READER_AWAY_MS = 5_000

class Watch {
  readonly record: WatchRecord
  readonly reconciling: MailboxReconciling
  readonly stopping = new AbortController()
  private readonly holder = randomBytes(8).toString('hex')
  private readonly lease: string
  private readonly leaseMs: number
  private readonly sweepMs: number
  private hasServed = false
  /** Ends the pause between two syncs. */
  private wake = new AbortController()
  /** Outlives syncs and connections. */
  private readonly late = new LateMessages(() => this.wake.abort())

  constructor(private readonly deps: WatchMailboxDeps) {
    const { account, mailbox } = deps.connector
    this.lease = `mailbox ${account} ${mailbox}`
    this.leaseMs = deps.leaseMs ?? 15_000
    this.sweepMs = deps.sweepMs ?? 60_000
    this.record = new WatchRecord(deps)
    this.reconciling = new MailboxReconciling({ ...deps, ...deps.reconciliation, late: this.late })
  }

  async run(): Promise<void> {
    const { signal } = this.stopping
    while (!signal.aborted) {
      try {
        if (await this.takeLease()) await this.serve()
        this.record.standBy()
        await pause(this.leaseMs / 3, signal)
      } catch (error) {
        const failures = this.record.failed(failureCode(error))
        await pause(reconnectDelay(failures, Math.random(), this.deps.reconnectMs), signal)
      }
    }
    // Before another process can have it, which says otherwise.
    await this.record.stopped()
    await this.deps.leases.release(this.lease, this.holder).catch(() => undefined)
  }

  private takeLease(): Promise<boolean> {
    return this.deps.leases.take(this.lease, this.holder, this.leaseMs)
  }

  /** One connection's life. Ends by returning when the lease went to another, by throwing when the connection is lost. */
  private async serve(): Promise<void> {
    this.record.connecting()
    // Mail has most likely been waiting for the first connection.
    if (!this.hasServed) this.deps.reader.getReady?.()
    this.hasServed = true
    const mailbox = await this.deps.connector.connect()
    const lost = new AbortController()
    void mailbox.closed.then(() => lost.abort())
    const renewal = setInterval(() => void this.renew(mailbox, lost), this.leaseMs / 3)
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
    const deps = { ...this.deps, late: this.late }
    mailbox.onNews(() => this.wake.abort())
    while (!ending.aborted) {
      // Armed before the sync: what arrives while it runs starts another.
      this.wake = new AbortController()
      const sync = { mailbox, signal: ending, onBatch: () => this.record.progressed() }
      const { waiting = 0 } = await syncMailbox(deps, sync)
      this.record.synced()
      // After the new mail, which must not wait for what failed once. What lies in the inbox again is taken in at once.
      if ((await carryOutReplays(this.deps, mailbox)) > 0) await syncMailbox(deps, sync)
      // What waits for a reader, of which readiness tells, is no gap in the mailbox.
      if (waiting === 0) await this.reconciling.whenDue(mailbox, this.wake.signal.aborted)
      await pause(waiting > 0 ? Math.min(READER_AWAY_MS, this.sweepMs) : this.sweepMs, AbortSignal.any([ending, this.wake.signal]))
    }
  }

  private async renew(mailbox: ConnectedMailbox, lost: AbortController): Promise<void> {
    const held = await this.takeLease().catch(() => false)
    if (!held) return lost.abort(LEASE_GONE)
    if (await this.deps.replays.isAnyWanted(mailbox).catch(() => false)) this.wake.abort()
  }
}

class ConnectionLost extends Error {
  readonly code = 'connection_lost'
}
