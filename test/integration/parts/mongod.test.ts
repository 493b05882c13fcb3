import { MongoClient } from 'mongodb'
import { startMongod } from '../../../src/local/parts/startMongod'
import { freePort } from '../../../src/local/parts/freePort'
import { findMongod } from '../../../src/local/parts/findMongod'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { startOwnMongod } from '../../support/servers/ownServers'
import { toolbox } from '../../support/servers/toolbox'

describe('the MongoDB of the tests', () => {
  it('takes transactions and tells changes, as a replica set does', async () => {
    const uri = freshDatabaseUri()
    const client = await new MongoClient(uri).connect()
    const items = client.db().collection<{ _id: number }>('items')
    await items.insertOne({ _id: 1 })
    const changes = items.watch()
    const next = changes.next()
    await client.withSession(session => session.withTransaction(() => items.insertOne({ _id: 2 }, { session })))
    expect((await next).operationType).toBe('insert')
    expect(await items.countDocuments()).toBe(2)
    await changes.close()
    await client.close()
    await dropDatabase(uri)
  })
})

describe('a MongoDB of our own', () => {
  it('has every acknowledged write again after it was killed', async () => {
    const server = await startOwnMongod()
    const before = await new MongoClient(server.url).connect()
    await before.db('kept').collection<{ _id: string }>('items').insertOne({ _id: 'written' })
    process.kill(server.pid(), 'SIGKILL')
    await before.close()
    await server.restart()
    const after = await new MongoClient(server.url).connect()
    expect(await after.db('kept').collection('items').countDocuments()).toBe(1)
    await after.close()
    await server.stop()
  })

  it('is primary again when it comes back on another port', async () => {
    const server = await startOwnMongod()
    await server.pause()
    const mongod = await findMongod(toolbox())
    const moved = await startMongod({ mongod, dataDir: server.dir, port: await freePort() })
    const client = await new MongoClient(moved.url).connect()
    expect(await client.db('admin').command({ hello: 1 })).toMatchObject({ isWritablePrimary: true })
    await client.close()
    await moved.stop()
    await server.stop()
  })
})
