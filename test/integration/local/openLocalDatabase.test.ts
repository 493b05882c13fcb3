import type { Connection } from 'mongoose'
import { LocalModeRefused } from '../../../src/local/localModeRefused'
import { openLocalDatabase } from '../../../src/local/openLocalDatabase'
import { connectStore } from '../../../src/store/connection'
import { isMadeByLocalMode } from '../../../src/store/localModeMark'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'

const NOW = new Date('2026-03-02T10:00:00Z')
const open = (uri: string, fresh = false) => openLocalDatabase(uri, { fresh, now: NOW })

describe('the database that local mode is given', () => {
  const uri = freshDatabaseUri()
  let other: Connection
  beforeAll(async () => {
    other = await connectStore(uri)
  })
  afterEach(() => other.dropDatabase())
  afterAll(async () => {
    await other.close()
    await dropDatabase(uri)
  })

  it('is refused, and left as it was, when anything else made it, fresh or not', async () => {
    await other.collection('intakes').insertOne({ real: true })
    for (const fresh of [false, true]) {
      const refusal = await open(uri, fresh).catch((error: unknown) => error)
      expect(refusal).toBeInstanceOf(LocalModeRefused)
      expect(String(refusal)).toMatch(/which local mode did not make/)
    }
    expect((await other.listCollections()).map(({ name }) => name)).toEqual(['intakes'])
    expect(await other.collection('intakes').countDocuments()).toBe(1)
  })

  it('is taken when it did not exist, and again at the next start with what was in it', async () => {
    const first = await open(uri)
    await first.collection('intakes').insertOne({ invented: true })
    await first.close()
    const second = await open(uri)
    expect(await second.collection('intakes').countDocuments()).toBe(1)
    await second.close()
  })

  it('is emptied for a fresh start, and still known as local mode’s', async () => {
    const first = await open(uri)
    await first.collection('intakes').insertOne({ invented: true })
    await first.close()
    const second = await open(uri, true)
    expect(await second.collection('intakes').countDocuments()).toBe(0)
    expect(await isMadeByLocalMode(second)).toBe(true)
    await second.close()
  })

  it('is named in one sentence when it does not answer', async () => {
    await expect(open('mongodb://127.0.0.1:9/nobody?replicaSet=none')).rejects.toThrow(/does not answer/)
  })
})
