import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Connection } from 'mongoose'
import { guardProcess, unguardProcess } from '../../../src/local/parts/guard'
import { removeAbandonedUploads } from '../../../src/store/abandonedUploads'
import { connectStore } from '../../../src/store/connection'
import { KeyRing } from '../../../src/store/keyRing'
import { openSealer } from '../../../src/store/openSealer'
import { prepareCollections } from '../../../src/store/prepareCollections'
import { StoredRawMail } from '../../../src/store/rawMail'
import { StoredRecordings } from '../../../src/store/recordingFiles'
import type { Sealer } from '../../../src/store/seal'
import { builtSources } from '../../support/builtSources'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'

const DAY = 86_400_000
const daysFromNow = (days: number): Date => new Date(Date.now() + days * DAY)
const message = { intakeId: 'kept', bytes: Buffer.alloc(3_000_000, 'Invented words. ') }
const key = randomBytes(32)

const uri = freshDatabaseUri()
let connection: Connection
let sealer: Sealer

beforeAll(async () => {
  connection = await connectStore(uri)
  await prepareCollections(connection)
  sealer = await openSealer(connection, new KeyRing([{ id: 'test', key }]))
})
beforeEach(async () => {
  await Promise.all(UPLOADS.map(async (name) => connection.collection(name).deleteMany({})))
})
afterAll(async () => {
  await connection.close()
  await dropDatabase(uri)
})

const UPLOADS = ['rawMail.chunks', 'rawMail.files', 'recordings.chunks', 'recordings.files']
const left = async () => Promise.all(['rawMail.chunks', 'rawMail.files'].map(async (name) => connection.collection(name).countDocuments()))

/** Another process, frozen in the middle of storing a message. */
async function frozenMidway(intakeId: string): Promise<{ child: ChildProcess; next: () => Promise<string>; end: (signal: 'SIGKILL' | 'SIGCONT') => Promise<void> }> {
  const child = spawn(process.execPath, [join(builtSources(), 'test/support/stopsMidway.js'), uri, intakeId, key.toString('base64')], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  guardProcess(child.pid!)
  const ended = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<string> => String((await lines.next()).value)
  expect(await next()).toBe('midway')
  return {
    child, next,
    end: async (signal) => {
      // Until it has: it says that it is midway a moment before it is frozen, and what comes in between wakes nobody.
      const again = setInterval(() => child.kill(signal), 50)
      await ended
      clearInterval(again)
      unguardProcess(child.pid!)
    },
  }
}

describe('what a process leaves behind that was killed while it stored a large message', () => {
  it('is removed once it is old, and the message is stored by a later try', async () => {
    const { end } = await frozenMidway(message.intakeId)
    await end('SIGKILL')
    const [pieces = 0, files] = await left()
    expect([pieces > 0, files]).toEqual([true, 0])
    expect(await removeAbandonedUploads(connection, daysFromNow(-1))).toBe(0)
    expect(await left()).toEqual([pieces, 0])
    expect(await removeAbandonedUploads(connection, daysFromNow(1))).toBe(1)
    expect(await left()).toEqual([0, 0])
    const rawMail = new StoredRawMail(connection, sealer)
    const fileId = (await rawMail.save([message])).get(message.intakeId)!
    expect(message.bytes.equals(await rawMail.read(message.intakeId, fileId))).toBe(true)
  })

  it('is left alone while the upload is under way, which then comes to its end', async () => {
    const { next, end } = await frozenMidway(message.intakeId)
    expect(await removeAbandonedUploads(connection, daysFromNow(-1))).toBe(0)
    await end('SIGCONT')
    expect(await next()).toBe('kept')
    const rawMail = new StoredRawMail(connection, sealer)
    const fileId = (await rawMail.save([message])).get(message.intakeId)!
    expect(message.bytes.equals(await rawMail.read(message.intakeId, fileId))).toBe(true)
    expect(await left()).toEqual([12, 1])
  })

  it('is never taken for a message by a process that was frozen for more than a day and goes on', async () => {
    const { next, end } = await frozenMidway(message.intakeId)
    expect(await removeAbandonedUploads(connection, daysFromNow(1))).toBe(1)
    await end('SIGCONT')
    expect(await next()).toBe('refused')
    expect(await left()).toEqual([0, 0])
  })
})

describe('looking for what was left behind', () => {
  it('touches no file that is whole, of messages and of recordings, however old', async () => {
    const [rawMail, recordings] = [new StoredRawMail(connection, sealer), new StoredRecordings(connection, sealer)]
    const sound = Buffer.alloc(900_000, 'invented sound ')
    const name = { intakeId: 'call', sid: 'RE1' }
    const fileId = (await rawMail.save([message])).get(message.intakeId)!
    const recordingId = await recordings.save(name, 'ab', sound)
    for (const files_id of ['call:RE1:died', 'call:RE2:died']) {
      await connection.collection('recordings.chunks').insertMany([0, 1].map((n) => ({ files_id, n, data: Buffer.alloc(9) })))
    }
    expect(await removeAbandonedUploads(connection, daysFromNow(1))).toBe(2)
    expect(await connection.collection('recordings.chunks').countDocuments({ files_id: { $ne: recordingId } })).toBe(0)
    expect(message.bytes.equals(await rawMail.read(message.intakeId, fileId))).toBe(true)
    expect(sound.equals(await recordings.read(name, recordingId))).toBe(true)
  })

  it('does not take a file for whole of which pieces are gone: the message is stored anew', async () => {
    const rawMail = new StoredRawMail(connection, sealer)
    await rawMail.save([message])
    await connection.collection('rawMail.chunks').deleteOne({ n: 3 })
    const fileId = (await rawMail.save([message])).get(message.intakeId)!
    expect(message.bytes.equals(await rawMail.read(message.intakeId, fileId))).toBe(true)
  })

  it('reads one entry of the index for each upload, and no piece', async () => {
    await new StoredRawMail(connection, sealer).save([message])
    const plan = await connection.collection('rawMail.chunks').aggregate([{ $sort: { files_id: 1 } }, { $group: { _id: '$files_id' } }]).explain('queryPlanner')
    expect(JSON.stringify(plan)).toContain('DISTINCT_SCAN')
  })
})
