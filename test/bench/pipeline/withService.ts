import { KeyRing } from '../../../src/store/keyRing'
import { StoredEmailIntakes } from '../../../src/store/emailIntakes'
import { openSealer } from '../../../src/store/openSealer'
import { startOwnDovecot, startOwnMongod, startOwnRedis } from '../../support/servers/ownServers'
import type { ServiceProcess } from '../../support/serviceProcess'
import { WholeService } from '../../support/wholeService'
import { Allocations } from './allocations'
import type { Measured } from './costs'

const SOCIAL_WORKERS = 10

export interface Bench {
  readonly service: WholeService
  readonly intakes: StoredEmailIntakes
  readonly allocations: Allocations
  readonly measured: Measured
  readonly startWorkers: () => Promise<void>
}

/** The service on servers of its own, with so many worker processes at work. */
export async function withService<T>(processes: number, measure: (bench: Bench) => Promise<T>): Promise<T> {
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
    const pids = () => ({ workers: workers.map(({ pid }) => pid), mongod: [mongod.pid()], redis: [redis.pid()], mailbox: [dovecot.pid()] })
    const measured = { pids, connection: service.connection, redisUrl: redis.url }
    const found = await measure({ service, intakes, allocations, measured, startWorkers })
    await allocations.stop()
    return found
  } finally {
    await Promise.all(workers.map(async (each) => each.stop()))
    await service.stop()
    await Promise.all([mongod.stop(), redis.stop(), dovecot.stop()])
  }
}
