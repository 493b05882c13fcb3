import type { FinishedCall } from '../../../src/local/network/createNetwork'
import { taskModel } from '../../../src/store/taskModel'
import { type OwnServer, startOwnMongod, startOwnRedis } from '../../support/servers'
import { isCarriedThrough, WholeService } from '../../support/wholeService'

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

async function workersSay(status: number): Promise<Record<string, string>> {
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${service.workers?.opsPort}/health/ready`)
    const { parts } = (await answer.json()) as { parts: Record<string, string> }
    if (answer.status === status) return parts
    if (tries === 300) throw new Error(`Still ${JSON.stringify(parts)}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
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
  await workersSay(200)
  await redis.pause()
  expect(await workersSay(503)).toMatchObject({ redis: 'does not answer', mongodb: 'ok' })

  const numbers = Array.from({ length: 12 }, (_, i) => `+4477009001${String(i).padStart(2, '0')}`)
  const calls = await Promise.all(numbers.map(async (from, i) => (i % 2 === 0 ? leaveMessage(from) : askForCallback(from))))
  for (const { posts } of calls) expect(posts.map(({ status }) => status).filter((status) => status !== 200 && status !== 204)).toEqual([])
  // At once when the store answers in time; by way of the spool when the machine is too busy for that.
  const stored = await service.until((all) => all.length >= calls.length && all.every(({ telephony }) => telephony?.endedAt !== undefined))
  expect(stored).toHaveLength(calls.length)
  expect(new Set(stored.map(({ telephony }) => telephony?.callSid))).toEqual(new Set(calls.map(({ callSid }) => callSid)))
  expect(stored.filter(({ triage }) => triage !== undefined)).toEqual([])

  await redis.restart()
  expect(await workersSay(200)).toMatchObject({ redis: 'ok' })
  const done = await service.until((all) => all.every(isCarriedThrough), PATIENCE_MS)
  expect(done).toHaveLength(calls.length)
  for (const { _id, owedTasks } of done) {
    const cards = await taskModel(service.connection).find({ intakeId: _id, state: 'open' }).lean()
    expect(cards.map(({ kind }) => kind).toSorted()).toEqual(owedTasks.map(({ kind }) => kind).toSorted())
    expect(cards).not.toEqual([])
  }
}, 180_000)
