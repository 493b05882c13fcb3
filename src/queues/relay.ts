import type { Logger } from 'pino'
import { DUE_BY_CLOCK, LOOKS_TO_A_SWEEP, SWEEP_BATCH, SWEEP_EVERY_MS, type WorkName } from '../../config/queues'
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
 * due, for certainty; what falls due by its clock, of which no change tells, is looked for more often than that. Redis may
 * be away or emptied at any moment; the next sweep mends it, and what cannot wait is done here meanwhile.
 */
export class Relay {
  private timer: NodeJS.Timeout | undefined
  private sweeping: Promise<void> | undefined
  private looking: Promise<void> | undefined
  private looksUntilSweep = 0
  private redisIsAway = false
  private stopped = false
  private readonly here: WorkHere

  constructor(private readonly deps: RelayDeps, private readonly everyMs: number = SWEEP_EVERY_MS) {
    this.here = new WorkHere(deps.perform, deps.log)
  }

  start(): void {
    void this.lookThenWait()
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
    this.sweeping ??= this.lookFor(WORK_NAMES).finally(() => {
      this.sweeping = undefined
    })
    return this.sweeping
  }

  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.timer)
    await Promise.all([this.sweeping, this.looking])
    await this.here.stop()
  }

  private async lookThenWait(): Promise<void> {
    const isSweep = this.looksUntilSweep === 0
    this.looksUntilSweep = isSweep ? LOOKS_TO_A_SWEEP - 1 : this.looksUntilSweep - 1
    this.looking = isSweep ? this.sweep() : this.lookFor(DUE_BY_CLOCK)
    await this.looking
    if (this.stopped) return
    this.timer = setTimeout(() => void this.lookThenWait(), this.everyMs)
  }

  private async lookFor(works: readonly WorkName[]): Promise<void> {
    try {
      const now = this.deps.now()
      let away: unknown
      for (const work of works) {
        const items = await this.deps.due.find(work, now, SWEEP_BATCH)
        // Queues that took nothing a moment ago are not asked again in the same look.
        away ??= await this.deps.queues.add(items).then(() => undefined, (error: unknown) => error)
        if (away !== undefined) this.doHere(items)
      }
      if (away === undefined) this.redisAnswers()
      else this.redisDoesNot(away)
    } catch (error) {
      this.deps.log.warn({ err: error }, 'a sweep did not get through; the next one comes soon')
    }
  }

  private redisAnswers(): void {
    this.here.leaveTheRest()
    if (!this.redisIsAway) return
    this.redisIsAway = false
    // What was just left to the queues, and what else it missed, is theirs at the next look.
    this.looksUntilSweep = 0
    this.deps.log.info('Redis takes work again')
  }

  private redisDoesNot(error: unknown): void {
    if (!this.redisIsAway) this.deps.log.warn({ err: error }, 'Redis takes no work; until it is back what cannot wait is done without it')
    this.redisIsAway = true
  }

  private doHere(items: readonly WakeUp[]): void {
    if (!this.stopped) this.here.take(items)
  }
}
