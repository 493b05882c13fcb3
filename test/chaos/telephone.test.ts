import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks'
import type { Connection } from 'mongoose'
import type { FinishedCall } from '../../src/local/network/createNetwork'
import { connectStore } from '../../src/store/connection'
import type { IntakeDocument } from '../../src/store/intakeDocument'
import { freeze, thaw } from '../support/freeze'
import { type OwnServer, startOwnMongod } from '../support/servers/ownServers'
import { type ServiceProcess, startServiceProcess } from '../support/serviceProcess'
import { TEST_SETTINGS } from '../support/settings'
import { acknowledged, lostOf, networkBefore, ring } from './callStream'
import { reconcileCalls } from './reconcileCalls'

jest.setTimeout(240_000)

let mongod: OwnServer
let connection: Connection
let spoolDir: string
let web: ServiceProcess

const pause = async (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const startWeb = async (from: 'up' | 'listening' = 'up', port = 0): Promise<void> => {
  web = await startServiceProcess('web', { MONGODB_URI: mongod.url, SPOOL_DIR: spoolDir, PORT: String(port) }, { until: from })
}

beforeEach(async () => {
  spoolDir = await mkdtemp(join(tmpdir(), 'advice-line-spool-'))
  mongod = await startOwnMongod()
  connection = await connectStore(mongod.url)
  await startWeb()
})
afterEach(async () => {
  await web.stop()
  await connection.close()
  await mongod.stop()
  await rm(spoolDir, { recursive: true, force: true })
})

const intakes = async (): Promise<IntakeDocument[]> => connection.collection('intakes').find().toArray() as unknown as Promise<IntakeDocument[]>

async function until(holds: () => Promise<boolean>, patienceMs = 60_000): Promise<void> {
  for (const end = Date.now() + patienceMs; !(await holds()); ) {
    if (Date.now() > end) throw new Error('Never came to be.')
    await pause(20)
  }
}

/** Everything that was kept on disk is in the database. */
const isDrained = async (): Promise<boolean> => {
  const answer = await fetch(`http://127.0.0.1:${web.opsPort}/health/ready`)
  const { parts } = (await answer.json()) as { parts: Record<string, string> }
  return parts['mongodb'] === 'ok' && parts['spool'] === 'ok'
}

/** Each call is there once, with everything that its caller told and the service acknowledged. */
function expectNothingLost(calls: readonly FinishedCall[], found: readonly IntakeDocument[]): void {
  const byCall = new Map(found.map((intake) => [intake.telephony?.callSid, intake]))
  expect(byCall.size).toBe(found.length)
  expect(calls.flatMap((call) => lostOf(call, byCall.get(call.callSid)).map((what) => `${what} of ${call.callSid}`))).toEqual([])
  for (const { telephony } of found) {
    const keys = telephony!.events.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
  }
}

it('MongoDB killed, and later frozen, under a stream of calls: every caller is answered, and every call and choice is kept once', async () => {
  const network = networkBefore(web.port)
  const calls: Promise<FinishedCall>[] = []
  const enough = new AbortController()
  const stream = (async () => {
    for (let i = 0; !enough.signal.aborted; i += 1) {
      calls.push(ring(network, i))
      await pause(60)
    }
  })()
  await pause(2_000)
  process.kill(mongod.pid(), 'SIGKILL')
  await pause(5_000)
  await mongod.restart()
  await until(isDrained)
  await freeze(mongod.pid())
  await pause(5_000)
  thaw(mongod.pid())
  await until(isDrained)
  await pause(1_000)
  enough.abort()
  await stream
  const finished = await Promise.all(calls)
  await until(isDrained)

  // A machine that stands still for seconds sends a caller to the fallback; no other answer is one.
  const unanswered = finished.flatMap(({ posts }) => posts.map(({ status }) => status).filter((status) => status < 200 || status >= 300))
  expect(unanswered.filter((status) => status !== 503 && status !== 0)).toEqual([])
  if (unanswered.length > 0) await reconcileCalls(connection, network)
  const found = await intakes()
  expect(new Set(found.map(({ telephony }) => telephony?.callSid))).toEqual(new Set(network.state.calls.keys()))
  expectNothingLost(finished, found)
})

it('the web process killed -9 while it keeps calls on disk, and again and again while it stores them: none is lost, none is there twice', async () => {
  const network = networkBefore(web.port)
  const { port } = web
  await mongod.pause()
  const calls = Array.from({ length: 60 }, async (_, i) => {
    await pause(i * 40)
    return ring(network, i)
  })
  await pause(1_200)
  await web.kill()
  await startWeb('listening', port)
  const finished = await Promise.all(calls)
  const kept = await postMany(port, 600)

  await mongod.restart()
  let killedWhileStoring = 0
  for (let kills = 0; kills < 3; kills += 1) {
    const before = await connection.collection('intakes').countDocuments()
    await until(async () => (await connection.collection('intakes').countDocuments()) > before + 20 || isDrained())
    await web.kill()
    if ((await readdir(spoolDir)).some((name) => name.includes('.spool'))) killedWhileStoring += 1
    await startWeb('listening', port)
  }
  expect(killedWhileStoring).toBeGreaterThan(0)
  await until(isDrained)

  const found = await intakes()
  const callSids = new Set(found.map(({ telephony }) => telephony?.callSid))
  for (const callSid of kept) expect(callSids).toContain(callSid)
  expectNothingLost(finished.filter((call) => acknowledged(call).length > 0), found)

  // Those that nobody answered are on the network's own list.
  await reconcileCalls(connection, network)
  const all = await intakes()
  expect(new Set(all.map(({ telephony }) => telephony?.callSid)).size).toBe(all.length)
  expect(all.map(({ telephony }) => telephony?.callSid)).toEqual(expect.arrayContaining([...network.state.calls.keys(), ...kept]))
  expect(all.filter(({ telephony }) => telephony?.open && network.state.calls.has(telephony.callSid))).toEqual([])
  await reconcileCalls(connection, network)
  expect(await intakes()).toEqual(all)
})

/** First webhooks of as many calls. @returns the CallSids of those that the service took on itself */
async function postMany(port: number, count: number): Promise<string[]> {
  const callSids = Array.from({ length: count }, (_, i) => `CA${(0xbeef0000 + i).toString(16).padStart(32, '0')}`)
  const kept: string[] = []
  for (let from = 0; from < count; from += 50) {
    await Promise.all(callSids.slice(from, from + 50).map(async (CallSid) => {
      const form = { CallSid, AccountSid: TEST_SETTINGS.TWILIO_ACCOUNT_SID, From: '+447700900123', To: TEST_SETTINGS.ADVICE_LINE_NUMBER, CallStatus: 'ringing' }
      const signature = getExpectedTwilioSignature(TEST_SETTINGS.TWILIO_AUTH_TOKEN, `${TEST_SETTINGS.PUBLIC_BASE_URL}/twilio/voice`, form)
      const answer = await fetch(`http://127.0.0.1:${port}/twilio/voice`, { method: 'POST', headers: { 'x-twilio-signature': signature }, body: new URLSearchParams(form) })
      if (answer.status === 200) kept.push(CallSid)
    }))
  }
  return kept
}
