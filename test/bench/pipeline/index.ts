import { KeyRing } from '../../../src/store/keyRing'
import { StoredEmailIntakes } from '../../../src/store/emailIntakes'
import { openSealer } from '../../../src/store/openSealer'
import { startOwnDovecot, startOwnMongod, startOwnRedis } from '../../support/servers'
import { buildOnce } from '../../support/buildOnce'
import type { ServiceProcess } from '../../support/serviceProcess'
import { WholeService } from '../../support/wholeService'
import type { Outcome } from '../frame/report'
import { percentile } from '../frame/statistics'
import { Allocations } from './allocations'
import { enquiries } from './enquiries'

const A_SECOND = 20
const SECONDS = 30
/** Of all, 95 in a hundred, in milliseconds. */
const TARGET_MS = 250
const WAITING = 10_000
const SOCIAL_WORKERS = 10
const A_BATCH = 500
const PATIENCE_MS = 60_000
/** For all that wait. */
const LONG_PATIENCE_MS = 15 * 60_000

const pause = async (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

/** From the stored enquiry to its people: how long that takes at a steady pace, and how much sooner two processes are done than one. */
export const pipeline = {
  title: `enquiries from stored to triaged and allocated: ${A_SECOND} a second on two worker processes, and ${WAITING} waiting`,
  async run(): Promise<Outcome> {
    buildOnce()
    const times = await withService(2, steadyTimes)
    const [p50, p95, most] = [0.5, 0.95, 1].map((p) => percentile(times, p)) as [number, number, number]
    const one = await withService(0, async (bench) => backlogSeconds(bench, 1))
    const two = await withService(0, async (bench) => backlogSeconds(bench, 2))
    const met = p95 < TARGET_MS
    return {
      text: [
        `${A_SECOND} a second: p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, most ${most.toFixed(0)} ms; target: p95 under ${TARGET_MS} ms, ${met ? 'met' : 'MISSED'}`,
        `${WAITING} waiting: one process ${(WAITING / one).toFixed(0)} a second, two ${(WAITING / two).toFixed(0)}; ratio ${(one / two).toFixed(2)} (no target: it shows as much of the machine)`,
      ].join('\n'),
      json: { times, backlog: { seconds: { one, two }, ratio: one / two } },
      met,
    }
  },
}

interface Bench {
  readonly service: WholeService
  readonly intakes: StoredEmailIntakes
  readonly allocations: Allocations
  readonly startWorkers: () => Promise<void>
}

/** The service on servers of its own, with so many worker processes at work. */
async function withService<T>(processes: number, measure: (bench: Bench) => Promise<T>): Promise<T> {
  const [mongod, redis, dovecot] = await Promise.all([startOwnMongod(), startOwnRedis(), startOwnDovecot()])
  const service = await WholeService.prepare({ mongodbUri: mongod.url, redisUrl: redis.url, mailbox: dovecot.mailbox('advice'), built: true })
  const workers: ServiceProcess[] = []
  try {
    await service.addStaff(SOCIAL_WORKERS)
    const startWorkers = async (): Promise<void> => void workers.push(await service.startWorkers())
    for (let nth = 0; nth < processes; nth += 1) await startWorkers()
    const sealer = await openSealer(service.connection, new KeyRing([{ id: 'test', key: Buffer.alloc(32, 7) }]))
    const intakes = new StoredEmailIntakes(service.connection, sealer, () => new Date())
    const allocations = await Allocations.listen(service.connection)
    const measured = await measure({ service, intakes, allocations, startWorkers })
    await allocations.stop()
    return measured
  } finally {
    await Promise.all(workers.map(async (each) => each.stop()))
    await service.stop()
    await Promise.all([mongod.stop(), redis.stop(), dovecot.stop()])
  }
}

/** @returns how long each took, in milliseconds */
async function steadyTimes({ intakes, allocations }: Bench): Promise<number[]> {
  const storedAt = new Map<string, number>()
  const started = performance.now()
  for (const [nth, enquiry] of enquiries(A_SECOND * SECONDS, new Date()).entries()) {
    await pause(started + (nth * 1_000) / A_SECOND - performance.now())
    const [insertion] = await intakes.insert([enquiry])
    if (insertion !== 'inserted') throw new Error('An enquiry could not be stored.')
    storedAt.set(enquiry.id, Date.now())
  }
  await allocations.until(storedAt.size, PATIENCE_MS)
  return [...storedAt].map(([id, at]) => (allocations.heardAt.get(id) ?? Infinity) - at)
}

/** @returns the seconds until all that waited have their people, from when the processes are up */
async function backlogSeconds({ service, intakes, allocations, startWorkers }: Bench, processes: number): Promise<number> {
  const waiting = enquiries(WAITING, new Date())
  for (let start = 0; start < WAITING; start += A_BATCH) await intakes.insert(waiting.slice(start, start + A_BATCH))
  const started = performance.now()
  await Promise.all(Array.from({ length: processes }, startWorkers))
  await allocations.until(WAITING, LONG_PATIENCE_MS)
  const seconds = (performance.now() - started) / 1_000
  const allocated = await service.connection.collection('intakes').countDocuments({ 'allocation.socialWorker': { $exists: true }, 'allocation.manager': { $exists: true } })
  if (allocated !== WAITING) throw new Error(`Of ${WAITING} enquiries ${allocated} have their people.`)
  return seconds
}
