import type { Logger } from 'pino'
import { SWEEP_BATCH, SWEEP_EVERY_MS, type WorkName } from '../../config/queues'
import type { Clock } from '../domain/clock'
import type { WakeUp } from './jobQueues'
import { type Perform, WorkHere } from './workHere'
import { WORK_NAMES } from './workNames'

interface RelayDeps {
  /** Reads what is owed from the store. */
  readonly due: { find(work: WorkName, now: Date, limit: number): Promise<WakeUp[]> }
  readonly queues: { add(items: readonly WakeUp[]): Promise<void> }
  /** For what cannot wait while the queues take nothing: done in this process. */
  readonly perform: Perform
  readonly now: Clock
  readonly log: Logger
}

/**
 * Carries what enquiries owe from MongoDB to the workers: as it changes, for speed, and by a sweep over all that is
 * due, for certainty. Redis may be away or emptied at any moment; the next sweep mends it, and what cannot wait is done
 * here meanwhile.
 */
export class Relay {
  private timer: NodeJS.Timeout | undefined
  private sweeping: Promise<void> | undefined
  private stopped = false
  private readonly here: WorkHere

  constructor(private readonly deps: RelayDeps, private readonly everyMs: number = SWEEP_EVERY_MS) {
    this.here = new WorkHere(deps.perform, deps.log)
  }

  start(): void {
    void this.sweepThenWait()
  }

  /** Wakes workers for what was just seen to be due. Failing is no loss: the sweep sees the same. */
  wake(items: readonly WakeUp[]): void {
    if (items.length === 0 || this.stopped) return
    this.deps.queues.add(items).catch((error: unknown) => {
      this.deps.log.debug({ err: error, count: items.length }, 'could not queue at once; the sweep will')
      this.doHere(items)
    })
  }

  /** Looks for everything that is due now. Several at once make one. */
  async sweep(): Promise<void> {
    this.sweeping ??= this.sweepOnce().finally(() => {
      this.sweeping = undefined
    })
    return this.sweeping
  }

  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.timer)
    await this.sweeping
    await this.here.stop()
  }

  private async sweepThenWait(): Promise<void> {
    await this.sweep()
    if (this.stopped) return
    this.timer = setTimeout(() => void this.sweepThenWait(), this.everyMs)
  }

  private async sweepOnce(): Promise<void> {
    try {
      const now = this.deps.now()
      let away: unknown
      for (const work of WORK_NAMES) {
        const items = await this.deps.due.find(work, now, SWEEP_BATCH)
        // Queues that took nothing a moment ago are not asked again in the same sweep.
        away ??= await this.deps.queues.add(items).then(() => undefined, (error: unknown) => error)
        if (away !== undefined) this.doHere(items)
      }
      if (away === undefined) this.here.leaveTheRest()
      else this.deps.log.warn({ err: away }, 'a sweep could queue nothing; what cannot wait is done without Redis')
    } catch (error) {
      this.deps.log.warn({ err: error }, 'a sweep did not get through; the next one comes soon')
    }
  }

  private doHere(items: readonly WakeUp[]): void {
    if (!this.stopped) this.here.take(items)
  }
}
