import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import { connectStore } from '../../../src/store/connection'
import { KeyRing } from '../../../src/store/keyRing'
import { openSealer } from '../../../src/store/openSealer'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'

const uri = freshDatabaseUri()
const [older, newer] = [{ id: 'older', key: randomBytes(32) }, { id: 'newer', key: randomBytes(32) }]
let connection: Connection

beforeAll(async () => {
  connection = await connectStore(uri)
})
afterAll(async () => {
  await connection.close()
  await dropDatabase(uri)
})

describe('the sealed store', () => {
  it('keeps the same lookup hashes for two processes that start at once, and after the keys were rotated', async () => {
    const [one, two] = await Promise.all([1, 2].map(async () => openSealer(connection, new KeyRing([older]))))
    const rotated = await openSealer(connection, new KeyRing([newer, older]))
    const onlyNew = await openSealer(connection, new KeyRing([newer]))
    const hash = one!.lookupHash('call', 'CA1')
    expect([two, rotated, onlyNew].map((sealer) => sealer!.lookupHash('call', 'CA1'))).toEqual([hash, hash, hash])
    expect(one!.lookupHash('sender', 'CA1')).not.toBe(hash)
  })

  it('opens what an older key of the ring sealed, and refuses a value moved to another record or altered', async () => {
    const before = await openSealer(connection, new KeyRing([newer, older]))
    const sealed = before.seal('record-1', 'email.text', 'she is twelve')
    expect(before.unsealText('record-1', 'email.text', sealed)).toBe('she is twelve')
    expect(() => before.unseal('record-2', 'email.text', sealed)).toThrow('unable to authenticate')
    expect(() => before.unseal('record-1', 'email.subject', sealed)).toThrow('unable to authenticate')
    const bytes = Buffer.from(sealed.v as Buffer)
    bytes[bytes.length - 1]! ^= 1
    expect(() => before.unseal('record-1', 'email.text', { k: sealed.k, v: bytes })).toThrow('unable to authenticate')
  })
})
