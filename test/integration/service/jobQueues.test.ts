import { Queue, type Worker } from 'bullmq'
import pino from 'pino'
import { connectRedis } from '../../../src/queues/connection'
import { JobQueues } from '../../../src/queues/jobQueues'
import { startQueueWorker } from '../../../workers/queueWorker'
import { dropRedisKeys, freshRedisPrefix, redisUrl } from '../../support/servers/redis'

const log = pino({ level: 'silent' })
const prefix = freshRedisPrefix()
const [adding, working] = [connectRedis(redisUrl(), 'add', log), connectRedis(redisUrl(), 'work', log)]
const due = { work: 'triage', intakeId: 'abc', dueAt: new Date('2026-11-23T10:00:00Z') } as const
let queues: JobQueues
let worker: Worker | undefined

beforeAll(async () => {
  await new Promise((resolve) => (adding.status === 'ready' ? resolve(undefined) : adding.once('ready', resolve)))
  queues = new JobQueues(adding, prefix)
})
afterAll(async () => {
  await worker?.close()
  await queues.close()
  adding.disconnect()
  working.disconnect()
  await dropRedisKeys(prefix)
})

describe('queued work', () => {
  it('is done once however often it is swept up while it waits, and again by the next sweep when it failed', async () => {
    let tries = 0
    await queues.add([due, due])
    await queues.add([due])
    worker = startQueueWorker({ redis: working, prefix, log }, 'triage', async () => {
      tries += 1
      if (tries === 1) throw new Error('MongoDB is away')
    })
    await new Promise((resolve) => worker?.once('failed', resolve))
    const completed = new Promise((resolve) => worker?.once('completed', resolve))
    await queues.add([due])
    await completed
    expect(tries).toBe(2)
  })

  it('is queued once however many sweeps see it, together with what is new, and again when Redis has lost it, all of it or all but the marks', async () => {
    const ofOne = (intakeId: string) => ({ work: 'link', intakeId, dueAt: due.dueAt }) as const
    const link = new Queue('link', { connection: adding, prefix })
    const queued = async () => (await link.getJobs(['wait', 'prioritized'])).map(({ data }) => (data as { intakeId: string }).intakeId).toSorted()
    await queues.add([ofOne('one'), ofOne('two')])
    await queues.add([ofOne('one'), ofOne('two'), ofOne('three')])
    expect(await queued()).toEqual(['one', 'three', 'two'])
    await dropRedisKeys(`${prefix}:link`)
    await queues.add([ofOne('one'), ofOne('two'), ofOne('three')])
    expect(await queued()).toEqual(['one', 'three', 'two'])
    const others = (await adding.keys(`${prefix}:link:*`)).filter((key) => !key.startsWith(`${link.toKey('de')}:`))
    await adding.del(...others)
    await queues.add([ofOne('one'), ofOne('two'), ofOne('three')])
    expect(await queued()).toEqual(['one', 'three', 'two'])
    await link.close()
  })

  it('is done first where it is urgent, whatever waits before it, by itself or among many', async () => {
    await worker?.close()
    const ofOne = (nth: number, urgent?: true) => ({ work: 'escalate', intakeId: `e${nth}`, dueAt: due.dueAt, ...(urgent && { urgent }) }) as const
    await queues.add(Array.from({ length: 50 }, (_, nth) => ofOne(nth)))
    await queues.add([ofOne(50), ofOne(51, true), ofOne(52)])
    await queues.add([ofOne(53, true)])
    const done: string[] = []
    const all = new Promise((resolve) => {
      worker = startQueueWorker({ redis: working, prefix, log }, 'escalate', async (id) => {
        if (done.push(id) === 54) resolve(undefined)
      })
    })
    await all
    expect(done.slice(0, 4)).toEqual(expect.arrayContaining(['e51', 'e53']))
  })

  it('is done in the order in which it waited, of urgent work as of all else, added together or one by one', async () => {
    await worker?.close()
    const ofOne = (intakeId: string, urgent?: true) => ({ work: 'raiseTasks', intakeId, dueAt: due.dueAt, ...(urgent && { urgent }) }) as const
    await queues.add([ofOne('a', true), ofOne('b', true), ofOne('c')])
    await queues.add([ofOne('d', true)])
    await queues.add([ofOne('e')])
    const done: string[] = []
    const all = new Promise((resolve) => {
      worker = startQueueWorker({ redis: working, prefix, log }, 'raiseTasks', async (id) => {
        if (done.push(id) === 5) resolve(undefined)
      })
    })
    await all
    expect(done).toEqual(['a', 'b', 'd', 'c', 'e'])
  })

  it('refuses at once to take more while Redis is away, instead of holding it back', async () => {
    const away = connectRedis('redis://127.0.0.1:1', 'add', log)
    await expect(new JobQueues(away, prefix).add([due])).rejects.toThrow('Redis does not answer.')
    away.disconnect()
  })
})
