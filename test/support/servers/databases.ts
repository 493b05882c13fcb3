import { randomBytes } from 'node:crypto'
import { mongo } from 'mongoose'
import { NAMES, told } from './environment'

/** For the shared server, which is always there: longer than any busy machine takes to let it answer, in milliseconds. */
const PATIENCE_MS = 60_000

/** The address of a database that nobody else uses, on the shared replica set. */
export function freshDatabaseUri(): string {
  const url = new URL(told(NAMES.mongodb))
  url.pathname = `/t-${randomBytes(6).toString('hex')}`
  url.searchParams.set('serverSelectionTimeoutMS', String(PATIENCE_MS))
  return url.href
}

/** Removes a database that `freshDatabaseUri` named. */
export async function dropDatabase(uri: string): Promise<void> {
  const client = new mongo.MongoClient(uri)
  try {
    await client.db().dropDatabase()
  } finally {
    await client.close()
  }
}
