import { Queue, Worker } from 'bullmq'
import Redis from 'ioredis'
import { MongoClient } from 'mongodb'
import { QUEUES } from '../../../config/queues'
import { BARE_STEPS, type BareStep } from './bareSteps'

/**
 * The least that could carry an enquiry through: the jobs that ours has, and in each as many durable updates of one
 * document, one after the other, with nothing read and nothing thought. Started with the addresses of its servers.
 */
async function main(): Promise<void> {
  const [mongodbUri = '', redisUrl = ''] = process.argv.slice(2)
  const client = await new MongoClient(mongodbUri).connect()
  const enquiries = client.db().collection<{ _id: string }>('enquiries')
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null })
  const queues = new Map(BARE_STEPS.map(({ step }) => [step, new Queue(step, { connection })]))
  const work = async ({ step, updates, wakes }: BareStep, id: string): Promise<void> => {
    for (let nth = 1; nth <= updates; nth += 1) {
      await enquiries.updateOne({ _id: id }, { $set: { [`steps.${step}`]: nth, ...(nth === updates && { [`done.${step}`]: true }) } }, { writeConcern: { w: 'majority', j: true } })
    }
    for (const next of wakes) await queues.get(next)?.add(next, { id }, { deduplication: { id }, removeOnComplete: true })
  }
  const workers = BARE_STEPS.map((each) =>
    new Worker<{ id: string }>(each.step, async (job) => work(each, job.data.id), { connection, concurrency: QUEUES[each.step].concurrency }))
  await Promise.all(workers.map(async (worker) => worker.waitUntilReady()))
  console.log('up')
}

void main()
