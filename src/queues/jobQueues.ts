import { Queue } from 'bullmq'
import type Redis from 'ioredis'
import { QUEUES, type WorkName } from '../../config/queues'
import { WORK_NAMES } from './workNames'

export interface WakeUp {
  readonly work: WorkName
  readonly intakeId: string
  readonly dueAt: Date
  /** It goes before all that waits and is not. */
  readonly urgent?: true
}

/** How many failed jobs stay visible in Redis, a queue; MongoDB holds what is truly owed. */
const FAILED_KEPT = 1_000
/** What has a priority waits until no job without one does; each kind in the order in which it came. */
const AFTER_URGENT = { priority: 1 } as const
/** A Redis that says nothing for so long counts as away, in milliseconds: work that cannot wait is done without it. */
const ANSWERS_WITHIN_MS = 2_000

/** The queues, for adding to: the only place that adds jobs. */
export class JobQueues {
  private readonly queues: Readonly<Record<WorkName, Queue>>
  /** It holds jobs of which it has not said that it took them: it is given no more until it has, or is connected anew. */
  private silent = false

  constructor(private readonly redis: Redis, prefix: string) {
    const open = (work: WorkName): Queue => new Queue(QUEUES[work].name, { connection: redis, prefix })
    this.queues = { 
      triage: open('triage'), allocate: open('allocate'), raiseTasks: open('raiseTasks'), ringStaff: open('ringStaff'),
      keepRecordings: open('keepRecordings'), wakeSomebody: open('wakeSomebody'), escalate: open('escalate'),
      escalateCallback: open('escalateCallback'), escalateSecond: open('escalateSecond'), link: open('link'), acknowledge: open('acknowledge'),
    }
    for (const queue of Object.values(this.queues)) queue.on('error', () => undefined) // the connection's own listener reports
    redis.on('ready', () => {
      this.silent = false
    })
  }

  /**
   * Wakes workers. What waits or is worked on already is not queued again: work is told apart by the time it fell due,
   * so that work that falls due anew does get its job. Once a job has ended, well or badly, the next sweep may queue the
   * same work again; a job's own id would bar it for as long as the failed job is kept.
   *
   * @throws while Redis is away, at once: the client would hold the jobs back, and stopping would wait for them; and soon
   * when it is connected but does not answer
   */
  async add(items: readonly WakeUp[]): Promise<void> {
    if (this.silent || this.redis.status !== 'ready') throw new Error('Redis does not answer.')
    for (const work of WORK_NAMES) {
      const wanted = items.filter((item) => item.work === work)
      if (wanted.length > 0) await this.inTime(this.addMissing(work, wanted))
    }
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.queues).map(async (queue) => queue.close()))
  }

  /** Adding what is there already costs as much as adding it: of many, what is there is asked first, all in one. */
  private async addMissing(work: WorkName, wanted: readonly WakeUp[]): Promise<void> {
    const queue = this.queues[work]
    const jobs = wanted.map(({ intakeId, dueAt, urgent }) => ({
      name: work,
      data: { intakeId },
      opts: { deduplication: { id: `${intakeId}-${dueAt.getTime()}` }, removeOnComplete: true, removeOnFail: { count: FAILED_KEPT }, ...(!urgent && AFTER_URGENT) },
    }))
    const [one, ...others] = jobs
    if (one && others.length === 0) {
      await queue.add(one.name, one.data, one.opts)
      return
    }
    const marks = await this.redis.mget(jobs.map(({ opts }) => `${queue.toKey('de')}:${opts.deduplication.id}`))
    const marked = marks.flatMap((mark, at) => (typeof mark === 'string' ? [{ at, job: queue.toKey(mark) }] : []))
    const there = await this.thereOf(marked)
    const missing = jobs.filter((_, at) => !there.has(at))
    if (missing.length > 0) await queue.addBulk(missing)
  }

  /** Which of these jobs are there: a mark may have outlived its job, as where Redis forgot some keys and kept others. */
  private async thereOf(marked: readonly { readonly at: number; readonly job: string }[]): Promise<ReadonlySet<number>> {
    const asking = this.redis.pipeline()
    for (const { job } of marked) asking.exists(job)
    const answers = await asking.exec() ?? []
    return new Set(marked.filter((_, nth) => answers[nth]?.[1] === 1).map(({ at }) => at))
  }

  private async inTime(adding: Promise<unknown>): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<'too_late'>((resolve) => {
      timer = setTimeout(() => resolve('too_late'), ANSWERS_WITHIN_MS)
    })
    const came = await Promise.race([adding, tooLate]).finally(() => clearTimeout(timer))
    if (came !== 'too_late') return
    this.silent = true
    const answered = (): void => {
      this.silent = false
    }
    void adding.then(answered, answered)
    throw new Error('Redis does not answer in time.')
  }
}
