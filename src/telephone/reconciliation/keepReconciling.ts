import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Leases } from '../../domain/leases'
import type { ReconcileDeps } from './deps'
import { noteFailures } from './noteFailures'
import type { ReconciliationRuns } from './ports'
import { reconcile } from './reconcile'

export interface KeepReconcilingDeps extends Omit<ReconcileDeps, 'pause'> {
  readonly leases: Leases
  readonly runs: ReconciliationRuns
  /** From one run to the next, in milliseconds. */
  readonly everyMs: number
  /** How far a run looks back from the last completed one, in milliseconds. */
  readonly windowMs: number
  readonly leaseMs: number
  /** Without a completed run for so long, in milliseconds, somebody must look. */
  readonly alarmAfterMs: number
}

export interface Reconciling {
  /** By whichever process; undefined while there was none. */
  readonly lastCompletedAt: () => Date | undefined
  /** `ok`, or since when no run was completed. */
  readonly state: () => string
  stop(): Promise<void>
}

const LEASE = 'reconciliation'
/** After a failed run the next comes sooner, in milliseconds. */
const AGAIN_AFTER_MS = 30_000

/** Compares our records with the network's for as long as the process lives, in one process at a time. Never throws. */
export function keepReconciling(deps: KeepReconcilingDeps): Reconciling {
  const watch = new Watch(deps)
  const running = watch.run()
  return {
    lastCompletedAt: () => watch.lastCompletedAt,
    state: () => watch.state(),
    stop: async () => {
      watch.stopping.abort()
      await running
    },
  }
}

class Watch {
  lastCompletedAt: Date | undefined
  readonly stopping = new AbortController()
  private readonly holder = randomBytes(8).toString('hex')
  private readonly startedAt: Date
  private failures = 0

  constructor(private readonly deps: KeepReconcilingDeps) {
    this.startedAt = deps.calls.now()
  }

  state(): string {
    return this.isLate() ? `not completed since ${(this.lastCompletedAt ?? this.startedAt).toISOString()}` : 'ok'
  }

  async run(): Promise<void> {
    const { deps, stopping: { signal } } = this
    while (!signal.aborted) {
      try {
        await this.turn()
        this.failures = 0
      } catch (error) {
        this.failures += 1
        await this.deps.leases.release(LEASE, this.holder).catch(() => undefined)
        const fields = { err: error, failures: this.failures }
        if (this.isLate()) deps.log.error(fields, 'calls have not been reconciled with the network for long')
        else if (!signal.aborted) deps.log.warn(fields, 'calls could not be reconciled with the network')
      }
      await this.pause(this.failures > 0 ? Math.min(AGAIN_AFTER_MS, deps.everyMs) : deps.everyMs)
    }
    await this.deps.leases.release(LEASE, this.holder).catch(() => undefined)
  }

  private async turn(): Promise<void> {
    const { leases, runs, leaseMs, windowMs, calls } = this.deps
    if (await this.isDoneLately()) return
    if (!(await leases.take(LEASE, this.holder, leaseMs))) return
    // The process that held the lease until now may have completed a run since we looked.
    if (await this.isDoneLately()) return
    const began = calls.now()
    const last = this.lastCompletedAt
    const renewal = setInterval(() => void leases.take(LEASE, this.holder, leaseMs).catch(() => undefined), leaseMs / 3)
    try {
      // From the last completed run, not from now: nothing may fall between two runs, however long none was completed.
      const since = new Date(Math.min(began.getTime(), last?.getTime() ?? Infinity) - windowMs)
      await runs.begin(began)
      const { failed, compared } = await reconcile({ ...this.deps, pause: async (ms) => this.pause(ms) }, since)
      const left = await noteFailures(this.deps, failed)
      if (left > 0) throw new Error(`${left} of what the network lists could not be taken.`, { cause: failed[0]?.error })
      await runs.complete(began, compared)
      this.lastCompletedAt = began
    } finally {
      clearInterval(renewal)
    }
  }

  /** By whichever process. */
  private async isDoneLately(): Promise<boolean> {
    const { runs, everyMs, calls } = this.deps
    this.lastCompletedAt = await runs.lastCompleted()
    return this.lastCompletedAt !== undefined && calls.now().getTime() - this.lastCompletedAt.getTime() < everyMs / 2
  }

  private isLate(): boolean {
    const since = this.lastCompletedAt ?? this.startedAt
    return this.deps.calls.now().getTime() - since.getTime() > this.deps.alarmAfterMs
  }

  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined)
  }
}
