import type { FinishedCall } from '../../src/local/network/createNetwork'
import { taskModel } from '../../src/store/taskModel'
import { readinessOnce } from '../support/health'
import { type OwnServer, startOwnMongod, startOwnRedis } from '../support/servers/ownServers'
import { isCarriedThrough, WholeService } from '../support/wholeService'

const ADVICE_LINE = '+448088005000'
/** Late by a sweep, which comes every few seconds, and by whatever else this machine does. */
const PATIENCE_MS = 90_000

let mongod: OwnServer
let redis: OwnServer
let service: WholeService

beforeAll(async () => {
  ;[mongod, redis] = await Promise.all([startOwnMongod(), startOwnRedis()])
  service = await WholeService.prepare({ mongodbUri: mongod.url, redisUrl: redis.url })
  await service.addStaff(2)
  await Promise.all([service.startWeb(), service.startWorkers()])
})
afterAll(async () => {
  await service.stop()
  await Promise.all([mongod.stop(), redis.stop()])
})

async function workersSay(code: number, ofRedis: string): Promise<void> {
  const told = await readinessOnce(service.workers?.opsPort, ({ code: seen, parts }) => seen === code && parts['redis'] === ofRedis && parts['mongodb'] === 'ok')
  expect(told).toMatchObject({ code, parts: { redis: ofRedis, mongodb: 'ok' } })
}

/** Chooses the tone and leaves a message. */
async function leaveMessage(from: string): Promise<FinishedCall> {
  const call = service.network.dial({ from, to: ADVICE_LINE })
  while ((await call.ready()) === 'keys') call.press('3')
  call.speakMessage({ seconds: 7 })
  return call.done
}

/** Asks to be rung back, and hangs up where more is asked. */
async function askForCallback(from: string): Promise<FinishedCall> {
  const call = service.network.dial({ from, to: ADVICE_LINE })
  await call.ready()
  call.press('2')
  await call.ready()
  call.hangUp()
  return call.done
}

it('with Redis away every call is answered and stored as ever, the workers say what they lack, and the work is done once it is back', async () => {
  await workersSay(200, 'ok')
  await redis.pause()
  await workersSay(503, 'does not answer')

  const numbers = Array.from({ length: 12 }, (_, i) => `+4477009001${String(i).padStart(2, '0')}`)
  const calls = await Promise.all(numbers.map(async (from, i) => (i % 2 === 0 ? leaveMessage(from) : askForCallback(from))))
  for (const { posts } of calls) expect(posts.map(({ status }) => status).filter((status) => status !== 200 && status !== 204)).toEqual([])
  // At once when the store answers in time; by way of the spool when the machine is too busy for that.
  const stored = await service.until((all) => all.length >= calls.length && all.every(({ telephony }) => telephony?.endedAt !== undefined))
  expect(stored).toHaveLength(calls.length)
  expect(new Set(stored.map(({ telephony }) => telephony?.callSid))).toEqual(new Set(calls.map(({ callSid }) => callSid)))
  expect(stored.filter(({ triage }) => triage !== undefined)).toEqual([])

  await redis.restart()
  await workersSay(200, 'ok')
  const done = await service.until((all) => all.every(isCarriedThrough), PATIENCE_MS)
  expect(done).toHaveLength(calls.length)
  for (const { _id, owedTasks } of done) {
    const cards = await taskModel(service.connection).find({ intakeId: _id, state: 'open' }).lean()
    expect(cards.map(({ kind }) => kind).toSorted()).toEqual(owedTasks.map(({ kind }) => kind).toSorted())
    expect(cards).not.toEqual([])
  }
}, 180_000)
