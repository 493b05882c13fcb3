import type { Connection } from 'mongoose'
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible'

interface Limit {
  readonly keyPrefix: string
  readonly points: number
  /** Seconds. */
  readonly duration: number
}

/** Counts in MongoDB, for all processes together. */
export async function openRateLimiter(connection: Connection, collection: string, limit: Limit): Promise<RateLimiterMongo> {
  const limiter = new RateLimiterMongo({
    storeClient: connection.getClient(), dbName: connection.name, tableName: collection, disableIndexesCreation: true, ...limit,
  })
  await limiter.createIndexes()
  return limiter
}

/** @returns seconds to wait; 0 when this one was allowed */
export async function consume(limiter: RateLimiterMongo, key: string): Promise<number> {
  try {
    await limiter.consume(key)
    return 0
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000))
    throw refusal
  }
}
