import { MongoClient, MongoServerError, type Db } from 'mongodb'
import { waitUntil } from './processes'

const LIMIT_MS = 20_000

/**
 * Makes a freshly started mongod a replica set of one, or tells an old set its present port, and waits
 * until it is the primary.
 * @throws when it is not the primary after 20 seconds
 */
export async function becomePrimary(port: number, replicaSet: string): Promise<void> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: LIMIT_MS,
  })
  try {
    const admin = client.db('admin')
    await configure(admin, replicaSet, `127.0.0.1:${port}`)
    const isPrimary = async () => (await admin.command({ hello: 1 })).isWritablePrimary === true
    if (!(await waitUntil(isPrimary, LIMIT_MS)))
      throw new Error(`MongoDB on port ${port} did not become the primary of its replica set.`)
  } finally {
    await client.close()
  }
}

async function configure(admin: Db, replicaSet: string, host: string): Promise<void> {
  // Alone, it may stand for election at once; the default of ten seconds is for sets that lost a member.
  const settings = { electionTimeoutMillis: 1_000 }
  const members = [{ _id: 0, host }]
  try {
    const { config } = await admin.command({ replSetGetConfig: 1 })
    if (config.members.length === 1 && config.members[0].host === host) return
    await admin.command({
      replSetReconfig: { ...config, version: config.version + 1, members },
      force: true,
    })
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.codeName !== 'NotYetInitialized') throw error
    await admin.command({ replSetInitiate: { _id: replicaSet, members, settings } })
  }
}
