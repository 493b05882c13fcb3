import type { Model } from 'mongoose'

/** Makes a model's collection and the indexes that are missing: all in one command, since one by one each would wait for the disk. */
export async function prepareCollection<T>(model: Model<T>): Promise<void> {
  await model.createCollection()
  const indexes = model.schema.indexes().map(([key, options]) => ({ key: key as Record<string, 1 | -1>, ...options }))
  if (indexes.length > 0) await model.collection.createIndexes(indexes as Parameters<typeof model.collection.createIndexes>[0])
}
