import { randomBytes } from 'node:crypto'
import { MongoClient } from 'mongodb'
import { NAMES, told } from './environment'

/** The address of a database that nobody else uses, on the shared replica set. */
export function freshDatabaseUri(): string {
  const url = new URL(told(NAMES.mongodb))
  url.pathname = `/t-${randomBytes(6).toString('hex')}`
  return url.href
}

/** Removes a database that `freshDatabaseUri` named. */
export async function dropDatabase(uri: string): Promise<void> {
  const client = new MongoClient(uri)
  try {
    await client.db().dropDatabase()
  } finally {
    await client.close()
  }
}
