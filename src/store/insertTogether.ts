import { mongo } from 'mongoose'

/** What was answered for survives the loss of a machine. */
export const DURABLE = { writeConcern: { w: 'majority', j: true } } as const

/**
 * Inserts many documents in one command, each by itself, with majority: one that is refused keeps no other out.
 *
 * @returns the places of those that were not inserted, or of all when that is not known: whoever asks tries them alone
 * and learns why
 */
export async function insertTogether(collection: { insertMany(documents: never[], options: object): Promise<unknown> }, documents: readonly object[]): Promise<readonly number[]> {
  try {
    await collection.insertMany([...documents] as never[], { ...DURABLE, ordered: false })
    return []
  } catch (error) {
    const refused = error instanceof mongo.MongoBulkWriteError && !error.result.getWriteConcernError() ? [error.writeErrors].flat() : []
    return refused.length > 0 ? refused.map(({ index }) => index) : documents.map((_, place) => place)
  }
}
