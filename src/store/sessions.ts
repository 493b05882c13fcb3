import { createHash } from 'node:crypto'
import MongoStore from 'connect-mongo'
import type { Store } from 'express-session'
import type { Connection } from 'mongoose'

/**
 * Browser sessions on the process's own connection. A session's id is kept as its hash, so that reading the database
 * lets nobody take over a session.
 * @param longestSeconds after which MongoDB removes a session by itself
 */
export function sessionStore(connection: Connection, longestSeconds: number): Store {
  return MongoStore.create({
    // mongoose carries a driver of its own, a patch release apart: the same client, declared twice.
    client: connection.getClient() as never,
    dbName: connection.name,
    collectionName: 'sessions',
    ttl: longestSeconds,
    touchAfter: longestSeconds,
    transformId: (id) => createHash('sha256').update(id).digest('hex'),
  })
}
