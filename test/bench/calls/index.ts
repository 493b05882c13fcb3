import { readFileSync } from 'node:fs'
import { addStaffMember } from '../../../src/access/addStaffMember'
import { argon2Passwords } from '../../../src/access/passwords'
import { createNetwork, type TelephoneNetwork } from '../../../src/local/network/createNetwork'
import { startRestSide } from '../../../src/local/network/rest/startRestSide'
import { scriptedTelephone, takesCalls } from '../../../src/local/network/telephones/scriptedTelephone'
import { connectStore, type StoreConnection } from '../../../src/store/connection'
import { prepareCollections } from '../../../src/store/prepareCollections'
import { staffRepository } from '../../../src/store/staffRepository'
import { asText } from '../../calls/asText'
import { fastTime } from '../../calls/fastTime'
import { type CallsReport, playCalls } from '../../calls/playCalls'
import { startOwnMongod, startOwnRedis } from '../../support/servers/ownServers'
import { type ServiceProcess, startServiceProcess } from '../../support/serviceProcess'
import { TEST_SETTINGS } from '../../support/settings'
import { buildOnce } from '../../support/buildOnce'
import type { Outcome } from '../frame/report'

/** Some stories end within seconds: so many must begin for AT_ONCE to be on the line together. */
const CALLS = 600
const AT_ONCE = 500
const SEED = 2026
/** Callers wait for minutes; they live this many times as fast. */
const SPEED = 3
/** Over which they begin, in seconds of real time: all are on the line together afterwards. */
const ARRIVE_SECONDS = 15
const TELEPHONES = ['+447700900201', '+447700900202', '+447700900203', '+447700900204', '+447700900205']
const MOST_MEMORY_MB = 250

/** Many callers at once, each with a story of their own: who was lost, who was doubled, how quickly they were answered. */
export const calls = {
  title: `${CALLS} callers, ${AT_ONCE} of them on the line at once, at ${SPEED} times the pace of life, faults of the network included`,
  async run(): Promise<Outcome> {
    buildOnce()
    const [mongod, redis] = await Promise.all([startOwnMongod(), startOwnRedis()])
    const mongodbUri = mongod.url.replace(/\/(\?|$)/, '/calls$1')
    const connection = await connectStore(mongodbUri)
    await prepareCollections(connection)
    await addTelephones(connection)
    const settings = { MONGODB_URI: mongodbUri, REDIS_URL: redis.url }
    const web = await startServiceProcess('web', settings, { built: true })
    const network = networkBefore(web.port)
    const rest = await startRestSide({ exchange: network.exchange })
    const workers = await startServiceProcess('workers', { ...settings, TWILIO_API_URL: rest.url }, { built: true })
    try {
      const report = await playCalls({ network, to: TEST_SETTINGS.ADVICE_LINE_NUMBER, calls: CALLS, arriveSeconds: ARRIVE_SECONDS, seed: SEED })
      return await judge(report, connection, web)
    } finally {
      await Promise.all([web.stop(), workers.stop()])
      await rest.stop()
      await connection.close()
      await Promise.all([mongod.stop(), redis.stop()])
    }
  },
}

function networkBefore(webPort: number): TelephoneNetwork {
  const network = createNetwork({
    webUrl: `http://127.0.0.1:${webPort}`,
    publicBaseUrl: TEST_SETTINGS.PUBLIC_BASE_URL,
    accountSid: TEST_SETTINGS.TWILIO_ACCOUNT_SID,
    authToken: TEST_SETTINGS.TWILIO_AUTH_TOKEN,
    clock: fastTime(SPEED),
    speechMsPerCharacter: 20,
  })
  for (const number of TELEPHONES) network.install(number, scriptedTelephone(takesCalls(60)))
  network.state.progressFaults = { reorder: true, duplicate: true }
  return network
}

async function addTelephones(connection: StoreConnection): Promise<void> {
  const deps = { staff: staffRepository(connection), passwords: argon2Passwords, now: () => new Date(), caseloadLimit: 10_000 }
  const common = { password: 'a password for benchmarks only' }
  await addStaffMember(deps, { ...common, email: 'manager@advice.example', name: 'Invented manager', role: 'manager' })
  for (const [i, phone] of TELEPHONES.entries()) {
    await addStaffMember(deps, { ...common, email: `duty${i}@advice.example`, name: `Invented duty ${i}`, role: 'duty', phone })
  }
}

async function judge(report: CallsReport, connection: StoreConnection, web: ServiceProcess): Promise<Outcome> {
  const stored = await connection.collection('intakes').distinct('telephony.callSid') as string[]
  const documents = await connection.collection('intakes').countDocuments({ channel: 'phone' })
  const lost = report.callSids.filter((sid) => !stored.includes(sid)).length
  const doubled = documents - stored.length
  const memoryMb = peakMemoryMb(web.pid)
  const talked = await connection.collection('intakes').countDocuments({ 'telephony.conversation': { $exists: true } })
  const figures = { mostAtOnce: report.mostAtOnce, calls: report.callSids.length, lost, doubled, talked, memoryMb, answerMs: report.answerMs, placed: report.placed, posts: report.posts }
  return {
    text: [
      asText(report),
      `On the line together at the most: ${report.mostAtOnce} (target: at least ${AT_ONCE}).`,
      `Lost: ${lost}. Doubled: ${doubled}. Spoke with an adviser: ${talked}.`,
      `Memory of the web process at its most: ${memoryMb.toFixed(0)} MB (target: under ${MOST_MEMORY_MB}).`,
    ].join('\n'),
    json: { ...figures, report },
    met: report.mostAtOnce >= AT_ONCE && lost === 0 && doubled === 0 && memoryMb < MOST_MEMORY_MB,
  }
}

/** What the process held at its most, as Linux counts it. */
const peakMemoryMb = (pid: number): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
