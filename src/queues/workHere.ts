import type { Logger } from 'pino'
import { QUEUES, SWEEP_BATCH, type WorkName } from '../../config/queues'
import type { WakeUp } from './jobQueues'

/** Does one piece of work, as a job's worker would; claims in MongoDB keep two from doing it at once. */
export type Perform = (work: WorkName, intakeId: string) => Promise<unknown>

/**
 * People wait on the telephone for these, or a child may be in danger: they are done without Redis. An enquiry is read, which says
 * how pressing it is, and given to somebody; its cards go up, with which the clock of a call-back begins; and whoever is to know is
 * told. All else waits until it is back.
 */
const CANNOT_WAIT: readonly WorkName[] = ['triage', 'allocate', 'raiseTasks', 'ringStaff', 'wakeSomebody', 'escalate', 'escalateCallback', 'escalateSecond']

/** Of a kind no more than that wait here for their turn, beside what is urgent: the sweeps find the rest, here and in other processes. */
const MOST_WAITING = SWEEP_BATCH

/** What waits and what is done of one kind, each piece by the enquiry and the moment it fell due, which tells one time from another. */
class OneKind {
  private readonly urgent = new Map<string, WakeUp>()
  private readonly others = new Map<string, WakeUp>()
  readonly running = new Map<string, Promise<void>>()

  put(item: WakeUp): void {
    const key = keyOf(item)
    if (this.running.has(key) || this.urgent.has(key)) return
    if (item.urgent) {
      this.others.delete(key)
      this.urgent.set(key, item)
    } else if (this.others.size < MOST_WAITING) {
      this.others.set(key, item)
    }
  }

  /** What is next: the urgent first, each in the order in which they came. */
  takeNext(): WakeUp | undefined {
    for (const waiting of [this.urgent, this.others]) {
      for (const [key, item] of waiting) {
        waiting.delete(key)
        return item
      }
    }
    return undefined
  }

  empty(): void {
    this.urgent.clear()
    this.others.clear()
  }
}

const keyOf = ({ intakeId, dueAt }: WakeUp): string => `${intakeId} ${dueAt.getTime()}`

/**
 * Does in this process what cannot wait for Redis, as many of a kind at a time as a worker of its queue would. Nothing is claimed
 * before it is begun, so that other processes take of the same. One that fails is logged, and found again by the next sweep.
 */
export class WorkHere {
  private readonly kinds = new Map<WorkName, OneKind>(CANNOT_WAIT.map((work) => [work, new OneKind()]))

  constructor(private readonly perform: Perform, private readonly log: Logger) {}

  /** What waits or is worked on already is not taken twice. */
  take(items: readonly WakeUp[]): void {
    for (const item of items) this.kinds.get(item.work)?.put(item)
    for (const [work, kind] of this.kinds) this.startSome(work, kind)
  }

  /** Begins nothing more of what it took: the queues have it, or nobody is to begin anything. */
  leaveTheRest(): void {
    for (const kind of this.kinds.values()) kind.empty()
  }

  /** Begins nothing more, and waits for what was begun. */
  async stop(): Promise<void> {
    this.leaveTheRest()
    await Promise.all([...this.kinds.values()].flatMap(({ running }) => [...running.values()]))
  }

  private startSome(work: WorkName, kind: OneKind): void {
    while (kind.running.size < QUEUES[work].concurrency) {
      const item = kind.takeNext()
      if (!item) return
      kind.running.set(keyOf(item), this.work(kind, item))
    }
  }

  private async work(kind: OneKind, item: WakeUp): Promise<void> {
    const { work, intakeId } = item
    try {
      await this.perform(work, intakeId)
    } catch (error) {
      this.log.warn({ intakeId, queue: QUEUES[work].name, err: error }, 'work that cannot wait for Redis failed; the next sweep finds it again')
    }
    kind.running.delete(keyOf(item))
    this.startSome(work, kind)
  }
}
