import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buildOnce } from '../support/buildOnce'
import { type Chance, chanceOf } from '../support/chance'
import { withRedis } from '../support/redisClient'
import { type OwnServer, startOwnDovecot, startOwnMongod, startOwnRedis } from '../support/servers/ownServers'
import type { ServiceProcess } from '../support/serviceProcess'
import { isCarriedThrough, WholeService } from '../support/wholeService'
import { deliverAll, mixedMail } from './mailStream'

jest.setTimeout(400_000)
/** What a killed worker held is free after a minute, and what may be out is sent once more a minute later. */
const PATIENCE_MS = 200_000
const MESSAGES = 500
const SEED = Number(process.env['CHAOS_SEED'] ?? Date.now() % 100_000)

let mongod: OwnServer
let redis: OwnServer
let dovecot: Awaited<ReturnType<typeof startOwnDovecot>>
let service: WholeService
const workers: ServiceProcess[] = []

beforeAll(async () => {
  buildOnce()
  ;[mongod, redis, dovecot] = await Promise.all([startOwnMongod(), startOwnRedis(), startOwnDovecot()])
  service = await WholeService.prepare({ mongodbUri: mongod.url, redisUrl: redis.url, mailbox: dovecot.mailbox('advice'), built: true })
  await service.addStaff()
  workers.push(await service.startWorkers(), await service.startWorkers())
})
afterAll(async () => {
  await Promise.all(workers.map(async (one) => one.stop()))
  await service.stop()
  await Promise.all([mongod.stop(), redis.stop(), dovecot.stop()])
})

const pause = async (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Either of the two, at whatever it is doing. */
async function killOne(chance: Chance): Promise<void> {
  const place = chance.between(0, 1)
  await workers[place]!.kill()
  workers[place] = await service.startWorkers()
}

/** The server numbers the mailbox anew. */
async function loseIndex(): Promise<void> {
  await dovecot.pause()
  const folder = join(dovecot.dir, 'mail', 'advice')
  for (const name of await readdir(folder)) if (name.startsWith('dovecot')) await rm(join(folder, name), { recursive: true })
  // Numbers are taken from the clock, in seconds.
  await pause(1_100)
  await dovecot.restart()
}

async function loseMongod(): Promise<void> {
  process.kill(mongod.pid(), 'SIGKILL')
  await pause(1_000)
  await mongod.restart()
}

async function faults(chance: Chance): Promise<void> {
  const kill = async (): Promise<void> => killOne(chance)
  const kick = async (): Promise<void> => service.mailbox.kick()
  const emptyRedis = async (): Promise<void> => void (await withRedis(redis.url, async (client) => client.flushall()))
  const waiting = [kill, kill, kill, kill, kick, kick, kick, emptyRedis, emptyRedis, loseMongod, loseIndex]
  while (waiting.length > 0) {
    await pause(chance.between(200, 3_000))
    const [fault] = waiting.splice(chance.between(0, waiting.length - 1), 1)
    await fault?.()
  }
}

/** Asks the database for what is open only: the machine has other work than to load every message again and again. */
async function untilNothingIsOwed(enquiries: number): Promise<void> {
  const stored = service.connection.collection('intakes')
  const owing = ['acknowledgement', 'steps.triage', 'steps.allocate', 'steps.raiseTasks'].map((path) => ({ [`${path}.dueAt`]: { $exists: true } }))
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(1_000)) {
    if ((await stored.countDocuments()) >= enquiries && (await stored.countDocuments({ $or: owing })) === 0) return
  }
}

async function messagesIn(folder: string): Promise<number> {
  const found = await service.mailbox.doveadm('search', ['mailbox', folder, 'all'])
  return found.split('\n').filter(Boolean).length
}

it(`${MESSAGES} messages while workers, databases and connections are killed: none is lost, none is two enquiries, nobody is answered twice`, async () => {
  console.log(`The seed of this run: ${SEED} (CHAOS_SEED repeats it)`)
  const chance = chanceOf(SEED)
  const mail = mixedMail(chance, MESSAGES)
  service.sink.reply(...Array.from({ length: MESSAGES }, () => (chance.happens(0.015) ? 'withhold' : chance.happens(0.03) ? 'busy' : 'accept')))

  await Promise.all([deliverAll(service.mailbox, mail, 40), faults(chance)])

  const distinct = new Map(mail.map((sent) => [sent.sha256, sent]))
  await untilNothingIsOwed(distinct.size)
  const intakes = await service.until((all) => all.length >= distinct.size && all.every(isCarriedThrough), PATIENCE_MS)
  for (const end = Date.now() + PATIENCE_MS; (await messagesIn('INBOX')) > 0 && Date.now() < end;) await pause(500)

  // Nothing lost, nothing doubled: each distinct message is exactly one enquiry.
  expect(intakes.map(({ email }) => email?.sha256 ?? '').toSorted()).toEqual([...distinct.keys()].toSorted())
  expect(new Set(intakes.map(({ reference }) => reference)).size).toBe(intakes.length)
  expect([await messagesIn('INBOX'), await messagesIn('Quarantine')]).toEqual([0, 0])
  expect(await messagesIn('Processed')).toBeGreaterThanOrEqual(MESSAGES)
  // What was met only under numbers that the server gave up since (they are taken from the clock) was met anew under the
  // newest; it is struck out once it is overdue.
  const rows = await service.connection.collection('mailRows').find().toArray()
  const newest = Math.max(...rows.map((row) => Number(row['uidValidity'])))
  expect(rows.filter((row) => row['state'] !== 'ingested' && (row['state'] !== 'seen' || Number(row['uidValidity']) === newest))).toEqual([])

  const cards = await service.connection.collection('tasks').find().toArray()
  const hasCard = (intakeId: string, kind: string): boolean => cards.some((card) => card['intakeId'] === intakeId && card['kind'] === kind)
  const problems = intakes.flatMap(({ _id, email, acknowledgement }) => {
    const sent = distinct.get(email?.sha256 ?? '')
    if (!sent) return [`${_id} is no message of ours`]
    const letters = service.acknowledgementsTo(sent.sender)
    const open = acknowledgement.state === 'unknown' && hasCard(_id, 'acknowledgement_failed')
    return [
      ...(sent.unreadable && !hasCard(_id, 'unreadable') ? [`${sent.sender} is unreadable and has no card`] : []),
      ...(sent.automatic && letters.length > 0 ? [`${sent.sender}, a machine, was answered`] : []),
      ...(!sent.automatic && letters.length === 0 && !open ? [`${sent.sender} was not answered: ${acknowledgement.state}`] : []),
      ...(letters.some((id) => id !== acknowledgement.messageId) ? [`${sent.sender} got the answer to another enquiry, or one of another id`] : []),
      ...(letters.length > 2 ? [`${sent.sender} got ${letters.length} answers`] : []),
    ]
  })
  expect(problems).toEqual([])
})
