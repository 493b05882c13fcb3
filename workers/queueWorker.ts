import { type Job, UnrecoverableError, Worker } from 'bullmq'
import type Redis from 'ioredis'
import type { Logger } from 'pino'
import { z } from 'zod'
import { QUEUES, type WorkName } from '../config/queues'

interface QueueWorkerDeps {
  readonly redis: Redis
  readonly prefix: string
  readonly log: Logger
}

const jobData = z.object({ intakeId: z.string().min(1) })

/**
 * One BullMQ worker: takes the id out of the job, does the work. A job fails only when MongoDB
 * cannot be reached; the sweep then queues what is still owed.
 */
export function startQueueWorker(deps: QueueWorkerDeps, work: WorkName, perform: (intakeId: string) => Promise<unknown>): Worker {
  const { name, concurrency } = QUEUES[work]
  const process = async (job: Job): Promise<void> => {
    const parsed = jobData.safeParse(job.data)
    if (!parsed.success) throw new UnrecoverableError('The job names no enquiry.')
    await perform(parsed.data.intakeId)
  }
  const worker = new Worker(name, process, { connection: deps.redis, prefix: deps.prefix, concurrency })
  worker.on('failed', (job, error) => deps.log.warn({ queue: name, jobId: job?.id, err: error }, 'a job failed; the sweep queues it again'))
  worker.on('error', (error) => deps.log.debug({ queue: name, err: error }, 'a worker lost its Redis for a moment'))
  return worker
}
