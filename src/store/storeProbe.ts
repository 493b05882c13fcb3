import type { Connection } from 'mongoose'
import { isDuplicateKey } from './openSealer'

/** A database that takes longer counts as away, in milliseconds. */
const WITHIN_MS = 1_000

interface Probe {
  _id: string
  at: Date
}

/** Whether a majority takes a write right now. Never rejects. */
export async function takesWrites(connection: Connection): Promise<boolean> {
  try {
    await connection.collection<Probe>('probes').updateOne(
      { _id: 'write' },
      { $set: { at: new Date() } },
      { upsert: true, writeConcern: { w: 'majority', j: true }, timeoutMS: WITHIN_MS },
    )
    return true
  } catch (error) {
    // Another process made the document at the same moment, so writes are taken.
    return isDuplicateKey(error)
  }
}

/** Whether the primary answers right now. Never rejects. */
export const answers = async (connection: Connection): Promise<boolean> =>
  connection.db?.command({ ping: 1 }, { timeoutMS: WITHIN_MS }).then(() => true, () => false) ?? false
