import type { FinishedCall } from '../../src/local/network/createNetwork'
import { deskNotes } from '../../src/store/deskNotes'
import type { IntakeDocument } from '../../src/store/intakeDocument'
import { KeyRing } from '../../src/store/keyRing'
import { openSealer } from '../../src/store/openSealer'
import { taskModel } from '../../src/store/taskModel'
import { readinessOnce } from '../support/health'
import { type OwnServer, startOwnMongod, startOwnRedis } from '../support/servers/ownServers'
import type { ServiceProcess } from '../support/serviceProcess'
import { isCarriedThrough, WholeService } from '../support/wholeService'

const ADVICE_LINE = '+448088005000'
const ORDINARY = 'Could you train our 20 foster carers in the spring? Please send us what dates you have.'
const MAILS = 30
const DANGER = 'A girl of 14 has been missing from her placement since last night.'
const NOTE = 'Her school rang: a girl of 15 is missing from her placement since last night, and a man is taking her to Dover now.'
/** Late by a sweep, which comes every five seconds, and by whatever else this machine does. */
const PATIENCE_MS = 90_000

let mongod: OwnServer
let redis: OwnServer
let service: WholeService
let first: ServiceProcess
let second: ServiceProcess

beforeAll(async () => {
  ;[mongod, redis] = await Promise.all([startOwnMongod(), startOwnRedis()])
  service = await WholeService.prepare({ mongodbUri: mongod.url, redisUrl: redis.url })
  await service.addStaff(2)
  ;[first, second] = await Promise.all([service.startWorkers(), service.startWorkers(), service.startWeb()])
})
afterAll(async () => {
  await Promise.all([first?.stop(), second?.stop()])
  await service.stop()
  await Promise.all([mongod.stop(), redis.stop()])
})

async function workersSay(code: number, ofRedis: string): Promise<void> {
  for (const { opsPort } of [first, second]) {
    const told = await readinessOnce(opsPort, ({ code: seen, parts }) => seen === code && parts['redis'] === ofRedis && parts['mongodb'] === 'ok')
    expect(told).toMatchObject({ code, parts: { redis: ofRedis, mongodb: 'ok' } })
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

/** How many enquiries this process has read. */
async function readBy(process: ServiceProcess): Promise<number> {
  const figures = await (await fetch(`http://127.0.0.1:${process.opsPort}/metrics`)).text()
  const [, count = '0'] = /^advice_line_work_seconds_count\{(?=[^}]*work="triage")(?=[^}]*outcome="triaged")[^}]*\} (\d+)$/m.exec(figures) ?? []
  return Number(count)
}

const isGiven = ({ triage, allocation, steps }: IntakeDocument): boolean => triage !== undefined && allocation !== undefined && steps.raiseTasks.state === 'done'

it('with Redis away two processes read every call and mail once, give it to somebody and tell of what is urgent, and what can wait is done once it is back', async () => {
  await workersSay(200, 'ok')
  await redis.pause()
  await workersSay(503, 'does not answer')

  for (let nth = 1; nth < MAILS; nth += 1) await service.write(ORDINARY)
  await service.write(DANGER)
  const mails = await service.until((ones) => ones.length >= MAILS && ones.every(isGiven))
  expect(mails.filter(({ triage }) => triage?.priority === 'urgent')).toHaveLength(1)
  expect(mails.filter(({ steps }) => steps.triage.attempts !== 1)).toEqual([])
  expect(await readBy(first) + await readBy(second)).toBe(MAILS)
  await service.until((ones) => ones.some(({ triage, escalation }) => triage?.priority === 'urgent' && (escalation?.tellings ?? []).length > 0))

  const noted = mails.find(({ triage }) => triage?.priority !== 'urgent')?._id ?? ''
  const sealer = await openSealer(service.connection, new KeyRing([{ id: 'test', key: Buffer.alloc(32, 7) }]))
  await deskNotes(service.connection, sealer).add({ intakeId: noted, note: NOTE, by: 'duty', byName: 'Invented duty', at: new Date() })
  await service.until((ones) => ones.find(({ _id }) => _id === noted)?.triage?.priority === 'urgent')

  const numbers = Array.from({ length: 12 }, (_, i) => `+4477009001${String(i).padStart(2, '0')}`)
  const calls = await Promise.all(numbers.map(async (from, i) => (i % 2 === 0 ? leaveMessage(from) : askForCallback(from))))
  for (const { posts } of calls) expect(posts.map(({ status }) => status).filter((status) => status !== 200 && status !== 204)).toEqual([])
  // At once when the store answers in time; by way of the spool when the machine is too busy for that.
  const all = calls.length + MAILS
  const stored = await service.until((ones) => ones.length >= all && ones.every(({ telephony, channel }) => channel === 'email' || telephony?.endedAt !== undefined))
  expect(new Set(stored.flatMap(({ telephony }) => telephony?.callSid ?? []))).toEqual(new Set(calls.map(({ callSid }) => callSid)))

  const given = await service.until((ones) => ones.length >= all && ones.every(isGiven))
  expect(given).toHaveLength(all)

  await redis.restart()
  await workersSay(200, 'ok')
  const done = await service.until((ones) => ones.every(isCarriedThrough), PATIENCE_MS)
  expect(done).toHaveLength(all)
  for (const { _id, owedTasks } of done) {
    const cards = await taskModel(service.connection).find({ intakeId: _id, state: 'open' }).lean()
    expect(cards.map(({ kind }) => kind).toSorted()).toEqual(owedTasks.map(({ kind }) => kind).toSorted())
  }
}, 240_000)
