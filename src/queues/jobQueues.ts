import { Queue } from 'bullmq'
import type Redis from 'ioredis'
import { QUEUES, type WorkName } from '../../config/queues'
import { WORK_NAMES } from './workNames'

export interface WakeUp {
  readonly work: WorkName
  readonly intakeId: string
  readonly dueAt: Date
}

/** How many failed jobs stay visible in Redis, a queue; MongoDB holds what is truly owed. */
const FAILED_KEPT = 1_000

/** The queues, for adding to: the only place that adds jobs. */
export class JobQueues {
  private readonly queues: Readonly<Record<WorkName, Queue>>

  constructor(redis: Redis, prefix: string) {
    const open = (work: WorkName): Queue => new Queue(QUEUES[work].name, { connection: redis, prefix })
    this.queues = { triage: open('triage'), allocate: open('allocate'), raiseTasks: open('raiseTasks'), acknowledge: open('acknowledge') }
    for (const queue of Object.values(this.queues)) queue.on('error', () => undefined) // the connection's own listener reports
  }

  /**
   * Wakes workers. The job's id holds the time the work fell due, so that the sweep does not queue again what waits
   * already, while work that falls due anew does get its job.
   */
  async add(items: readonly WakeUp[]): Promise<void> {
    for (const work of WORK_NAMES) {
      const jobs = items.filter((item) => item.work === work).map(({ intakeId, dueAt }) => ({
        name: work,
        data: { intakeId },
        opts: { jobId: `${intakeId}-${dueAt.getTime()}`, removeOnComplete: true, removeOnFail: { count: FAILED_KEPT } },
      }))
      if (jobs.length > 0) await this.queues[work].addBulk(jobs)
    }
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.queues).map(async (queue) => queue.close()))
  }
}
