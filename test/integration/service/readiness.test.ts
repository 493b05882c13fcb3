import { startOwnMongod, startOwnRedis, type OwnServer } from '../../support/servers/ownServers'
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks'
import { readinessOnce, type Told } from '../../support/health'
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

/** What a process says once these parts are so and its answer has this code. */
async function becomes(opsPort: number | undefined, code: number, expected: Readonly<Record<string, string>> = {}): Promise<void> {
  const isSo = ({ parts }: Told): boolean => Object.entries(expected).every(([part, words]) => parts[part] === words)
  expect(await readinessOnce(opsPort, (told) => told.code === code && isSo(told))).toMatchObject({ code, parts: expected })
}

describe('readiness', () => {
  it('of the workers names the part that is away; the web process needs no Redis', async () => {
    await becomes(service.workers?.opsPort, 200)
    await redis.pause()
    await becomes(service.workers?.opsPort, 503, { redis: 'does not answer', mongodb: 'ok' })
    await becomes(service.web?.opsPort, 200)
    await redis.restart()
    await becomes(service.workers?.opsPort, 200)
  })

  it('of the workers ends while MongoDB is away; the web process goes on by its spool and says so; it comes back by itself', async () => {
    await mongod.pause()
    await becomes(service.workers?.opsPort, 503)
    await becomes(service.web?.opsPort, 200, { mongodb: 'does not answer', spool: 'ok' })
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
    await becomes(opsPort, 200, { mongodb: 'not connected yet', spool: '1 events wait' })
    await mongod.restart()
    await service.until((intakes) => intakes.some(({ telephony }) => telephony?.callSid === CALL_SID))
    await becomes(opsPort, 200, { mongodb: 'ok', spool: 'ok' })
    // A store that is slow once, as on a busy machine, leaves the answer to the spool: then the network asks again here.
    let answer = ''
    for (const end = Date.now() + 60_000; Date.now() < end && !answer.includes('<Gather '); ) answer = await (await signedPost(port, '/twilio/voice')).text()
    expect(answer).toContain('<Gather ')
    expect(await stop()).toBe(0)
  })

  it('of a web process whose spool cannot be written is degraded, and ends only with MongoDB', async () => {
    const { opsPort, port, stop } = await startServiceProcess('web', { MONGODB_URI: mongod.url, SPOOL_DIR: '/dev/null/spool' })
    await becomes(opsPort, 200, { mongodb: 'ok', spool: 'cannot be written (ENOTDIR)' })
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
