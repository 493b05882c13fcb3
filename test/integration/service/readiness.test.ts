import { startOwnMongod, startOwnRedis, type OwnServer } from '../../support/servers'
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks'
import { startServiceProcess } from '../../support/serviceProcess'
import { TEST_SETTINGS } from '../../support/settings'
import { WholeService } from '../../support/wholeService'

let mongod: OwnServer
let redis: OwnServer
let service: WholeService

beforeAll(async () => {
  ;[mongod, redis] = await Promise.all([startOwnMongod(), startOwnRedis()])
  service = await WholeService.prepare({ mongodbUri: mongod.url, redisUrl: redis.url })
  await Promise.all([service.startWeb(), service.startWorkers()])
}, 60_000)
afterAll(async () => {
  await service.stop()
  await Promise.all([mongod.stop(), redis.stop()])
}, 60_000)

const readiness = async (port: number | undefined): Promise<{ status: number; parts: Record<string, string> }> => {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`)
  return { status: answer.status, parts: ((await answer.json()) as { parts: Record<string, string> }).parts }
}

async function becomes(port: number | undefined, status: number): Promise<Record<string, string>> {
  for (let tries = 0; ; tries += 1) {
    const seen = await readiness(port)
    if (seen.status === status) return seen.parts
    if (tries === 100) throw new Error(`Still ${JSON.stringify(seen)}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

describe('readiness', () => {
  it('of the workers names the part that is away; the web process needs no Redis', async () => {
    await becomes(service.workers?.opsPort, 200)
    await redis.pause()
    expect(await becomes(service.workers?.opsPort, 503)).toMatchObject({ redis: 'does not answer', mongodb: 'ok' })
    expect(await readiness(service.web?.opsPort)).toMatchObject({ status: 200 })
    await redis.restart()
    await becomes(service.workers?.opsPort, 200)
  }, 60_000)

  it('of both ends while MongoDB is away, the processes stay alive, and it comes back by itself', async () => {
    await mongod.pause()
    expect(await becomes(service.web?.opsPort, 503)).toMatchObject({ mongodb: 'does not answer' })
    await becomes(service.workers?.opsPort, 503)
    expect((await fetch(`http://127.0.0.1:${service.web?.opsPort}/health/live`)).status).toBe(200)
    await mongod.restart()
    await becomes(service.web?.opsPort, 200)
    await becomes(service.workers?.opsPort, 200)
  }, 60_000)

  it('of a web process that was started before its database: 503 and the fallback for calls, then all by itself the rest', async () => {
    await mongod.pause()
    const starting = startServiceProcess('web', { MONGODB_URI: mongod.url }, { until: 'listening' })
    const { opsPort, port, stop } = await starting
    expect(await readiness(opsPort)).toMatchObject({ status: 503, parts: { mongodb: 'not connected yet' } })
    expect((await signedPost(port, '/twilio/fallback')).status).toBe(200)
    expect((await signedPost(port, '/twilio/voice')).status).toBe(503)
    await mongod.restart()
    await becomes(opsPort, 200)
    expect((await signedPost(port, '/twilio/voice')).status).toBe(200)
    expect(await stop()).toBe(0)
  }, 60_000)
})

async function signedPost(port: number, path: string): Promise<Response> {
  const form = { CallSid: 'CA0000000000000000000000000000beef', AccountSid: TEST_SETTINGS.TWILIO_ACCOUNT_SID, From: '+447700900123', To: '+448088005000', CallStatus: 'ringing' }
  const signature = getExpectedTwilioSignature(TEST_SETTINGS.TWILIO_AUTH_TOKEN, TEST_SETTINGS.PUBLIC_BASE_URL + path, form)
  return fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers: { 'x-twilio-signature': signature }, body: new URLSearchParams(form) })
}
