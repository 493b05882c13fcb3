import { createHash } from 'node:crypto'
import { ImapFlow } from 'imapflow'
import { KeyRing } from '../../../src/store/keyRing'
import { openSealer } from '../../../src/store/openSealer'
import { startOwnDovecot, startOwnMongod, startOwnRedis } from '../../support/servers/ownServers'
import { PASSWORD, WholeService } from '../../support/wholeService'
import { buildOnce } from '../../support/buildOnce'
import type { Outcome } from '../frame/report'
import { percentile } from '../frame/statistics'
import { DeskWatcher } from './deskWatcher'
import { aMessageOf } from './messages'

const MESSAGES = 60
const EVERY_MS = 1_000
const BYTES = 20 * 1024
/** Of all, 95 in a hundred, in milliseconds. */
const TARGETS = { 'on the desk': 1_000, acknowledged: 2_000 }
const PATIENCE_MS = 30_000

const pause = async (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

/** The whole service at work: how long a message takes to be seen on the desk, and its sender to be answered. */
export const emailLatency = {
  title: `one message a second for ${MESSAGES} seconds: from its delivery to the desk and to the acknowledgement`,
  async run(): Promise<Outcome> {
    buildOnce()
    const [mongod, redis, dovecot] = await Promise.all([startOwnMongod(), startOwnRedis(), startOwnDovecot()])
    const mailbox = dovecot.mailbox('advice')
    const service = await WholeService.prepare({ mongodbUri: mongod.url, redisUrl: redis.url, mailbox, built: true })
    try {
      await service.addStaff()
      // A cookie for https only would not come back over this machine's plain http.
      await Promise.all([service.startWeb({ PUBLIC_BASE_URL: 'http://127.0.0.1' }), service.startWorkers()])
      return await measure(service)
    } finally {
      await service.stop()
      await Promise.all([mongod.stop(), redis.stop(), dovecot.stop()])
    }
  },
}

async function measure(service: WholeService): Promise<Outcome> {
  const watcher = await DeskWatcher.signIn(`http://127.0.0.1:${service.web?.port}`, 'duty@advice.example', PASSWORD)
  const sealer = await openSealer(service.connection, new KeyRing([{ id: 'test', key: Buffer.alloc(32, 7) }]))
  const sent = await deliver(service.mailbox.imapUrl)
  const idOf = (raw: Buffer): string => sealer.lookupHash('email', createHash('sha256').update(raw).digest('hex'))
  const { messages } = service.sink
  // The sink also has what staff are told.
  const answered = (): number => messages.filter(({ to: [to = ''] }) => sent.some(({ sender }) => sender === to)).length
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end && (watcher.seenAt.size < MESSAGES || answered() < MESSAGES);) await pause(50)
  watcher.stop()
  const answeredAt = new Map(messages.map(({ to: [to = ''], at }) => [to, at.getTime()]))
  const times = {
    'on the desk': sent.map(({ raw, at }) => (watcher.seenAt.get(idOf(raw)) ?? Infinity) - at),
    acknowledged: sent.map(({ sender, at }) => (answeredAt.get(sender) ?? Infinity) - at),
  }
  const rows = (['on the desk', 'acknowledged'] as const).map((name) => {
    const [p50, p95, most] = [0.5, 0.95, 1].map((p) => percentile(times[name], p)) as [number, number, number]
    return { name, p50, p95, most, target: TARGETS[name], met: p95 < TARGETS[name] }
  })
  const line = ({ name, p50, p95, most, target, met }: (typeof rows)[number]): string =>
    `${name.padEnd(14)}p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, most ${most.toFixed(0)} ms; target: p95 under ${target} ms, ${met ? 'met' : 'MISSED'}`
  return { text: rows.map(line).join('\n'), json: { rows, times }, met: rows.every(({ met }) => met) }
}

/** @returns each message with the moment just before it was handed to the mail server */
async function deliver(imapUrl: string): Promise<{ raw: Buffer; sender: string; at: number }[]> {
  const { hostname, port, username, password } = new URL(imapUrl)
  const client = new ImapFlow({ host: hostname, port: Number(port), secure: false, auth: { user: username, pass: password }, logger: false })
  await client.connect()
  const sent: { raw: Buffer; sender: string; at: number }[] = []
  const started = performance.now()
  for (let nth = 0; nth < MESSAGES; nth += 1) {
    await pause(started + nth * EVERY_MS - performance.now())
    const raw = aMessageOf(BYTES, nth)
    sent.push({ raw, sender: `teacher-${nth}@school.example`, at: Date.now() })
    await client.append('INBOX', raw)
  }
  await client.logout()
  return sent
}
