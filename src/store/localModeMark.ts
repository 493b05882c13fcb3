import type { Connection } from 'mongoose'
import { intakeModel } from './intakeModel'

/** Says, in a database, that local mode made it: what is in there is invented. */
const COLLECTION = 'made_by_local_mode'
interface Mark {
  _id: 'mark'
  madeAt: Date
}

export const isMadeByLocalMode = async (connection: Connection): Promise<boolean> =>
  (await connection.collection<Mark>(COLLECTION).findOne({ _id: 'mark' })) !== null

/**
 * Takes a database for local mode: one that it made before, or one that does not exist yet.
 * @returns false when the database holds anything else; then nothing was written
 */
export async function takeForLocalMode(connection: Connection, now: Date): Promise<boolean> {
  if (await isMadeByLocalMode(connection)) return true
  const existing = await connection.listCollections()
  if (existing.length > 0) return false
  await connection.collection<Mark>(COLLECTION).insertOne({ _id: 'mark', madeAt: now })
  return true
}

/** Empties a database that local mode made. @returns false, with nothing done, for any other */
export async function emptyLocalDatabase(connection: Connection): Promise<boolean> {
  if (!(await isMadeByLocalMode(connection))) return false
  await connection.dropDatabase()
  return true
}

export const countEnquiries = async (connection: Connection): Promise<number> => intakeModel(connection).countDocuments()
