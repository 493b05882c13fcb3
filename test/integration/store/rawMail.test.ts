import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import { connectStore } from '../../../src/store/connection'
import { KeyRing } from '../../../src/store/keyRing'
import { openSealer } from '../../../src/store/openSealer'
import { prepareCollections } from '../../../src/store/prepareCollections'
import { StoredRawMail } from '../../../src/store/rawMail'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'

const uri = freshDatabaseUri()
let connection: Connection
let rawMail: StoredRawMail

beforeAll(async () => {
  connection = await connectStore(uri)
  await prepareCollections(connection)
  rawMail = new StoredRawMail(connection, await openSealer(connection, new KeyRing([{ id: 'test', key: randomBytes(32) }])))
})
afterAll(async () => {
  await connection.close()
  await dropDatabase(uri)
})

const message = { intakeId: 'abc', bytes: Buffer.alloc(3_000_000, 'Invented words. ') }
const left = async () => Promise.all(['rawMail.chunks', 'rawMail.files'].map(async (name) => connection.collection(name).countDocuments()))
/** The database refuses what does not match. */
const allowOnly = async (name: string, validator: object) => connection.db!.command({ collMod: name, validator })

describe('a large raw message', () => {
  it.each([
    ['midway', 'rawMail.chunks', { n: { $lt: 5 } }],
    ['at its last chunk', 'rawMail.chunks', { n: { $lt: 11 } }],
    ['once all chunks are there', 'rawMail.files', { filename: 'none' }],
  ])('that the store refuses %s leaves nothing behind, and is kept by a later try', async (_, collection, validator) => {
    await allowOnly(collection, validator)
    await expect(rawMail.save([message])).rejects.toThrow('failed validation')
    expect(await left()).toEqual([0, 0])
    await allowOnly(collection, {})
    const fileId = (await rawMail.save([message])).get('abc')!
    expect(message.bytes.equals(await rawMail.read('abc', fileId))).toBe(true)
    expect(await left()).toEqual([12, 1])
    await connection.collection('rawMail.chunks').deleteMany({})
    await connection.collection('rawMail.files').deleteMany({})
  })
})
