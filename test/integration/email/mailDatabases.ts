import type { Connection } from 'mongoose'
import { connectStore } from '../../../src/store/connection'
import { prepareCollections } from '../../../src/store/prepareCollections'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'

interface Prepared {
  readonly uri: string
  readonly connection: Connection
}

const idle: Prepared[] = []
const taken = new Map<Connection, Prepared>()
let isOver = false

/** A database with every collection and index, and nothing in it. To make one costs more than a test of a mailbox: they are emptied and used again. */
export async function takeMailDatabase(): Promise<Connection> {
  const database = idle.pop() ?? (await prepare())
  taken.set(database.connection, database)
  return database.connection
}

export async function giveBack(connection: Connection): Promise<void> {
  const database = taken.get(connection)
  if (!database) return
  taken.delete(connection)
  if (isOver) return remove(database)
  await Promise.all((await connection.listCollections()).map(async ({ name }) => connection.collection(name).deleteMany({})))
  idle.push(database)
}

// Before the file's own: a room that its `afterAll` closes removes its database itself.
afterAll(async () => {
  isOver = true
  await Promise.all(idle.splice(0).map(remove))
})

async function prepare(): Promise<Prepared> {
  const uri = freshDatabaseUri()
  const connection = await connectStore(uri)
  await prepareCollections(connection)
  return { uri, connection }
}

async function remove({ uri, connection }: Prepared): Promise<void> {
  await connection.close()
  await dropDatabase(uri)
}
