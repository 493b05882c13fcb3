import { readFileSync } from 'node:fs'
import { buildOnce } from '../../support/buildOnce'
import { withChildren } from '../../support/processTree'
import { startOwnDovecot, startOwnMongod, startOwnRedis } from '../../support/servers/ownServers'
import { WholeService } from '../../support/wholeService'
import type { Outcome } from '../frame/report'
import { fillInbox, aMessageOf } from './messages'

const LARGE_BYTES = 25 * 1024 * 1024
/** Of the workers process and its reading processes together, in megabytes. */
const TARGETS = { most: 450, after: 250 }
const SAMPLE_MS = 20
const PATIENCE_MS = 60_000

const pause = async (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

/** What the workers hold while a large message goes through, and how soon they let go of it. */
export const emailMemory = {
  title: `a message of ${LARGE_BYTES / 1024 / 1024} MB through the workers: memory of the process and its reading processes`,
  async run(): Promise<Outcome> {
    buildOnce()
    const [mongod, redis, dovecot] = await Promise.all([startOwnMongod(), startOwnRedis(), startOwnDovecot()])
    const mailbox = dovecot.mailbox('advice')
    const service = await WholeService.prepare({ mongodbUri: mongod.url, redisUrl: redis.url, mailbox, built: true })
    try {
      await service.addStaff()
      await service.startWorkers()
      return await measure(service)
    } finally {
      await service.stop()
      await Promise.all([mongod.stop(), redis.stop(), dovecot.stop()])
    }
  },
}

async function measure(service: WholeService): Promise<Outcome> {
  const pid = service.workers?.pid ?? 0
  const arrived = async (count: number): Promise<void> => {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(200)) {
      if ((await service.connection.collection('intakes').countDocuments({ 'acknowledgement.state': 'sent' })) >= count) return
    }
    throw new Error('A message did not come through.')
  }
  await fillInbox(service.mailbox.imapUrl, [aMessageOf(20 * 1024, 0)])
  await arrived(1)
  const before = megabytesOf(pid)
  let most = before
  const sampling = setInterval(() => {
    most = Math.max(most, megabytesOf(pid))
  }, SAMPLE_MS)
  // The second kind of message has the most words, the third an attachment.
  await fillInbox(service.mailbox.imapUrl, [aMessageOf(LARGE_BYTES, 2)])
  await arrived(2)
  clearInterval(sampling)
  const acknowledgedAt = Date.now()
  while (megabytesOf(pid) >= TARGETS.after && Date.now() < acknowledgedAt + PATIENCE_MS) await pause(100)
  const after = megabytesOf(pid)
  const seconds = (Date.now() - acknowledgedAt) / 1_000
  return {
    text: [
      `Before: ${before.toFixed(0)} MB. At most: ${most.toFixed(0)} MB (target: under ${TARGETS.most}).`,
      `${seconds.toFixed(1)} seconds after the acknowledgement: ${after.toFixed(0)} MB (target: under ${TARGETS.after}).`,
    ].join('\n'),
    json: { before, most, after, seconds },
    met: most < TARGETS.most && after < TARGETS.after,
  }
}

/** Resident, of the process and all that it started; what they share is counted for each. */
const megabytesOf = (pid: number): number => withChildren(pid).map(residentKb).reduce((sum, each) => sum + each, 0) / 1024

function residentKb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0 // it ended meanwhile
  }
}
