import type { TelephoneNetwork } from '../../src/local/network/createNetwork'
import type { IntakeDocument } from '../../src/store/intakeDocument'
import { withRedis } from '../support/redisClient'
import { startOwnMongod, startOwnRedis, type OwnServer } from '../support/servers/ownServers'
import { isCarriedThrough, WholeService } from '../support/wholeService'
import { reconcileCalls } from './reconcileCalls'

// A lease must run out before another worker takes over what a killed one held.
jest.setTimeout(480_000)
const PATIENCE_MS = 200_000

let mongod: OwnServer
let redis: OwnServer
let service: WholeService
let network: TelephoneNetwork

beforeAll(async () => {
  ;[mongod, redis] = await Promise.all([startOwnMongod(), startOwnRedis()])
  service = await WholeService.prepare({ mongodbUri: mongod.url, redisUrl: redis.url })
  await service.addStaff()
  await Promise.all([service.startWeb(), service.startWorkers()])
  network = service.network
})
afterAll(async () => {
  await service.stop()
  await Promise.all([mongod.stop(), redis.stop()])
})

const callSidsOf = (intakes: readonly IntakeDocument[]): string[] => intakes.flatMap(({ telephony }) => telephony?.callSid ?? [])
const pause = async (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Rings and hangs up at some point of the menu. A call that the service answered must never be lost. */
async function ring(hangUpAfterMs: number): Promise<{ callSid: string; answered: boolean }> {
  const call = network.dial({ from: '+447700900123', to: '+448088005000', faults: { hangUpAfterMs } })
  const { callSid, posts } = await call.done
  return { callSid, answered: posts.some(({ status }) => status === 200) }
}

describe('the service under kill -9', () => {
  it('carries every call and message through, each once, though both processes are killed again and again and Redis is emptied', async () => {
    const senders: string[] = []
    const PORT = String(service.web?.port)
    const dialled = new Set<string>()
    const answered = new Set<string>()
    for (let round = 0; round < 4; round += 1) {
      const writing = (async () => {
        for (let i = 0; i < 12; i += 1) senders.push(await service.write(`Message ${round}-${i} about a child.`))
      })()
      const ringing = Promise.all(Array.from({ length: 12 }, async (_, i) => {
        await pause(i * 60)
        const call = await ring(50 + i * 20)
        dialled.add(call.callSid)
        if (call.answered) answered.add(call.callSid)
      }))
      await pause(200 + round * 350)
      await service.workers?.kill()
      if (round % 2 === 1) await service.web?.kill()
      if (round === 2) await withRedis(redis.url, async (client) => client.flushall())
      await Promise.all([writing, ringing])
      await service.startWorkers()
      if (round % 2 === 1) await service.startWeb({ PORT })
    }

    const isMail = ({ channel }: { channel: string }): boolean => channel === 'email'
    const intakes = await service.until((all) => all.filter(isMail).length === senders.length && all.every(isCarriedThrough), PATIENCE_MS)

    expect(callSidsOf(intakes)).toEqual(expect.arrayContaining([...answered]))
    // A caller whom a killed process could not answer rang all the same: the network's own lists tell.
    await reconcileCalls(service.connection, network)
    const all = await service.until((found) => found.every(isCarriedThrough), PATIENCE_MS)
    expect(callSidsOf(all).toSorted()).toEqual([...dialled].toSorted())
    expect(new Set(all.map(({ reference }) => reference)).size).toBe(all.length)
    for (const sender of senders) expect(new Set(service.acknowledgementsTo(sender)).size).toBe(1)
    const managers = all.map(({ allocation }) => allocation?.manager)
    expect(managers.every(Boolean)).toBe(true)
  })

  it('finishes what is in hand on SIGTERM, exits with 0, and the next start goes on', async () => {
    const senders = await Promise.all([1, 2, 3].map(async (i) => service.write(`Stopping ${i}.`)))
    await pause(100)
    const codes = await Promise.all([service.workers?.stop(), service.web?.stop()])
    expect(codes).toEqual([0, 0])
    await Promise.all([service.startWeb(), service.startWorkers()])
    await service.until((all) => all.every(isCarriedThrough) && senders.every((sender) => service.acknowledgementsTo(sender).length > 0), PATIENCE_MS)
    for (const sender of senders) expect(service.acknowledgementsTo(sender)).toHaveLength(1)
  })

  it('goes on by itself when MongoDB is killed under it and comes back', async () => {
    const before = (await service.intakes()).length
    process.kill(mongod.pid(), 'SIGKILL')
    const sender = await service.write('Written while the database was away.')
    await pause(1_000)
    await mongod.restart()
    const intakes = await service.until((all) => all.length === before + 1 && all.every(isCarriedThrough), PATIENCE_MS)
    expect(intakes).toHaveLength(before + 1)
    expect(new Set(service.acknowledgementsTo(sender)).size).toBe(1)
  })
})
