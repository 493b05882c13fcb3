import { Worker } from 'bullmq'
import Redis from 'ioredis'
import { MongoClient } from 'mongodb'
import { QUEUES } from '../../../config/queues'
import { BARE_JOB, BARE_UPDATES } from './bareSteps'

/**
 * The least that could carry an enquiry through: the job that ours has, and in it as many durable updates of one document,
 * one after the other, with nothing read and nothing thought. Started with the addresses of its servers.
 */
async function main(): Promise<void> {
  const [mongodbUri = '', redisUrl = ''] = process.argv.slice(2)
  const client = await new MongoClient(mongodbUri).connect()
  const enquiries = client.db().collection<{ _id: string }>('enquiries')
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null })
  const work = async (id: string): Promise<void> => {
    for (let nth = 1; nth <= BARE_UPDATES; nth += 1) {
      await enquiries.updateOne({ _id: id }, { $set: { updates: nth, ...(nth === BARE_UPDATES && { done: true }) } }, { writeConcern: { w: 'majority', j: true } })
    }
  }
  const worker = new Worker<{ id: string }>(BARE_JOB, async (job) => work(job.data.id), { connection, concurrency: QUEUES[BARE_JOB].concurrency })
  await worker.waitUntilReady()
  console.log('up')
}

void main()
