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
})
afterAll(async () => {
  await service.stop()
  await Promise.all([mongod.stop(), redis.stop()])
})

const readiness = async (port: number | undefined): Promise<{ status: number; parts: Record<string, string> }> => {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`)
  return { status: answer.status, parts: ((await answer.json()) as { parts: Record<string, string> }).parts }
}

async function becomes(port: number | undefined, status: number, spool?: string): Promise<Record<string, string>> {
  for (let tries = 0; ; tries += 1) {
    const seen = await readiness(port)
    if (seen.status === status && (spool === undefined || seen.parts['spool'] === spool)) return seen.parts
    if (tries === 300) throw new Error(`Still ${JSON.stringify(seen)}`)
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
  })

  it('of the workers ends while MongoDB is away; the web process goes on by its spool and says so; it comes back by itself', async () => {
    await mongod.pause()
    await becomes(service.workers?.opsPort, 503)
    expect(await readiness(service.web?.opsPort)).toMatchObject({ status: 200, parts: { mongodb: 'does not answer', spool: 'ok' } })
    expect((await fetch(`http://127.0.0.1:${service.web?.opsPort}/health/live`)).status).toBe(200)
    await mongod.restart()
    await becomes(service.workers?.opsPort, 200)
  })

  it('of a web process that was started before its database: calls are kept from the first moment and stored once it is there', async () => {
    await mongod.pause()
    const { opsPort, port, stop } = await startServiceProcess('web', { MONGODB_URI: mongod.url }, { until: 'listening' })
    expect((await signedPost(port, '/twilio/fallback')).status).toBe(200)
    const kept = await signedPost(port, '/twilio/voice')
    expect([kept.status, await kept.text()]).toEqual([200, expect.stringContaining('<Record ')])
    expect(await readiness(opsPort)).toMatchObject({ status: 200, parts: { mongodb: 'not connected yet', spool: '1 events wait' } })
    await mongod.restart()
    await service.until((intakes) => intakes.some(({ telephony }) => telephony?.callSid === CALL_SID))
    expect(await becomes(opsPort, 200, 'ok')).toMatchObject({ mongodb: 'ok', spool: 'ok' })
    expect(await (await signedPost(port, '/twilio/voice')).text()).toContain('<Gather ')
    expect(await stop()).toBe(0)
  })

  it('of a web process whose spool cannot be written is degraded, and ends only with MongoDB', async () => {
    const { opsPort, port, stop } = await startServiceProcess('web', { MONGODB_URI: mongod.url, SPOOL_DIR: '/dev/null/spool' })
    expect(await readiness(opsPort)).toMatchObject({ status: 200, parts: { mongodb: 'ok', spool: 'cannot be written (ENOTDIR)' } })
    await mongod.pause()
    await becomes(opsPort, 503)
    expect((await signedPost(port, '/twilio/voice')).status).toBe(503)
    expect((await signedPost(port, '/twilio/fallback')).status).toBe(200)
    await mongod.restart()
    await becomes(opsPort, 200)
    await stop()
  })
})

const CALL_SID = 'CA0000000000000000000000000000beef'

async function signedPost(port: number, path: string): Promise<Response> {
  const form = { CallSid: CALL_SID, AccountSid: TEST_SETTINGS.TWILIO_ACCOUNT_SID, From: '+447700900123', To: '+448088005000', CallStatus: 'ringing' }
  const signature = getExpectedTwilioSignature(TEST_SETTINGS.TWILIO_AUTH_TOKEN, TEST_SETTINGS.PUBLIC_BASE_URL + path, form)
  return fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers: { 'x-twilio-signature': signature }, body: new URLSearchParams(form) })
}
