import type { Model, mongo } from 'mongoose'

/**
 * The driver's own collection, for what is read and written many times for each enquiry: casting and checking by the schema
 * costs as much as the rest of an operation. A misspelt field is not noticed there, so filters are few and have their tests.
 * @throws while the store is not connected
 */
export function bareCollection<T extends object>({ db: { db }, collection: { collectionName } }: Model<T>): mongo.Collection<T> {
  if (!db) throw new Error('The store is not connected.')
  return db.collection<T>(collectionName, { ignoreUndefined: true })
}
