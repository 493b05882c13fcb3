import type { Connection } from 'mongoose'

/** What was answered for survives the loss of a machine. */
export const DURABLE = { writeConcern: { w: 'majority', j: true } } as const

/**
 * Many writes in one command, each by itself, with majority: one that is refused keeps no other out. Bare commands, not
 * the driver's bulk writes, which serialise every document once more only to know its size: our batches are bounded.
 */
async function command({ db }: Connection, writes: object): Promise<Answer> {
  if (!db) throw new Error('The store is not connected.')
  return db.command({ ...writes, ordered: false, ...DURABLE })
}

interface Answer {
  readonly writeErrors?: readonly Refusal[]
  readonly upserted?: readonly { readonly index: number }[]
}

/** A write that was not done, by its place among the others. */
export interface Refusal {
  readonly index: number
  readonly code: number
  readonly errmsg?: string
}

/** One update by MongoDB's names: which document, and what becomes of it. */
export interface Upsert {
  readonly q: object
  readonly u: object
}

/**
 * @returns the places of those that were not inserted, or of all when that is not known: whoever asks tries them alone
 * and learns why
 */
export async function insertTogether(connection: Connection, collection: string, documents: readonly object[]): Promise<readonly number[]> {
  try {
    const { writeErrors = [] } = await command(connection, { insert: collection, documents })
    return writeErrors.map(({ index }) => index)
  } catch {
    return documents.map((_, place) => place)
  }
}

/**
 * Each must be one that does nothing more when it is done twice.
 *
 * @returns the places of the documents that were made, and what was refused
 */
export async function upsertTogether(
  connection: Connection, collection: string, upserts: readonly Upsert[],
): Promise<{ readonly made: ReadonlySet<number>; readonly refused: readonly Refusal[] }> {
  const updates = upserts.map((upsert) => ({ ...upsert, upsert: true }))
  // Once more, as the driver does with its own writes when a primary steps down.
  const { writeErrors: refused = [], upserted = [] } = await command(connection, { update: collection, updates })
    .catch(async () => command(connection, { update: collection, updates }))
  return { made: new Set(upserted.map(({ index }) => index)), refused }
}
