import type { Logger } from 'pino'
import { QUEUES, type WorkName } from '../../config/queues'
import type { WakeUp } from './jobQueues'

/** Does one piece of work, as a job's worker would; claims in MongoDB keep two from doing it at once. */
export type Perform = (work: WorkName, intakeId: string) => Promise<unknown>

/**
 * People wait on the telephone for these, or a child may be in danger: they are done without Redis, as are the cards, with
 * which the clock of a call-back begins. All else waits until it is back.
 */
const CANNOT_WAIT: readonly WorkName[] = ['raiseTasks', 'ringStaff', 'wakeSomebody', 'escalate', 'escalateCallback', 'escalateSecond']

/**
 * Does in this process what cannot wait for Redis, as many of a kind at a time as a worker of its queue would. One that
 * fails is logged, and found again by the next sweep.
 */
export class WorkHere {
  private readonly waiting = new Map<string, WakeUp>()
  private readonly running = new Map<string, { readonly work: WorkName; readonly done: Promise<void> }>()

  constructor(private readonly perform: Perform, private readonly log: Logger) {}

  /** What waits or is worked on already is not taken twice; the moment it fell due tells one time from another. */
  take(items: readonly WakeUp[]): void {
    for (const item of items) {
      const key = `${item.work} ${item.intakeId} ${item.dueAt.getTime()}`
      if (CANNOT_WAIT.includes(item.work) && !this.running.has(key)) this.waiting.set(key, item)
    }
    this.startSome()
  }

  /** Begins nothing more, and waits for what was begun. */
  async stop(): Promise<void> {
    this.waiting.clear()
    await Promise.all([...this.running.values()].map(async ({ done }) => done))
  }

  private startSome(): void {
    for (const [key, item] of this.waiting) {
      const { work } = item
      const atWork = [...this.running.values()].filter((other) => other.work === work).length
      if (atWork >= QUEUES[work].concurrency) continue
      this.waiting.delete(key)
      this.running.set(key, { work, done: this.work(key, item) })
    }
  }

  private async work(key: string, { work, intakeId }: WakeUp): Promise<void> {
    try {
      await this.perform(work, intakeId)
    } catch (error) {
      this.log.warn({ intakeId, queue: QUEUES[work].name, err: error }, 'work that cannot wait for Redis failed; the next sweep finds it again')
    }
    this.running.delete(key)
    this.startSome()
  }
}
