import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Queue } from 'bullmq'
import Redis from 'ioredis'
import { MongoClient } from 'mongodb'
import { guardProcess, unguardProcess } from '../../../src/local/parts/guard'
import { startOwnMongod, startOwnRedis } from '../../support/servers/ownServers'
import { BARE_JOB } from './bareSteps'
import { enquiries } from './enquiries'
import { rateOf } from './rateOf'

/** How many enquiries a second the bare job takes through, with so many waiting and so many processes. */
export async function bareRate(waiting: number, processes: number, limitMs: number): Promise<number> {
  const [mongod, redis] = await Promise.all([startOwnMongod(), startOwnRedis()])
  const client = await new MongoClient(mongod.url).connect()
  const connection = new Redis(redis.url, { maxRetriesPerRequest: null })
  const children: ChildProcess[] = []
  try {
    const collection = client.db().collection('enquiries')
    await collection.createIndex({ done: 1 }, { sparse: true })
    const all = enquiries(waiting, new Date())
    await collection.insertMany(all.map(({ id, ...rest }) => ({ _id: id as never, ...rest })))
    await new Queue(BARE_JOB, { connection }).addBulk(all.map(({ id }) => ({ name: BARE_JOB, data: { id }, opts: { removeOnComplete: true } })))
    for (let nth = 0; nth < processes; nth += 1) children.push(await startBareWorkers(mongod.url, redis.url))
    return (await rateOf(async () => collection.countDocuments({ done: true }), waiting, limitMs)).perSecond
  } finally {
    await Promise.all(children.map(async (child) => endOf(child)))
    connection.disconnect()
    await client.close()
    await Promise.all([mongod.stop(), redis.stop()])
  }
}

async function startBareWorkers(mongodbUri: string, redisUrl: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'bareWorkers.ts'), mongodbUri, redisUrl], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  guardProcess(child.pid ?? 0)
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => Promise.reject(new Error('The bare workers ended early.')))])
  return child
}

async function endOf(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  unguardProcess(child.pid ?? 0)
}
