import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import { NAMES, told } from './environment'

export const redisUrl = (): string => told(NAMES.redis)

/** A prefix for keys that nobody else uses, on the shared Redis. */
export const freshRedisPrefix = (): string => `t-${randomBytes(6).toString('hex')}`

/** Removes every key that begins with the prefix. */
export async function dropRedisKeys(prefix: string): Promise<void> {
  const redis = new Redis(redisUrl())
  try {
    for await (const found of redis.scanStream({ match: `${prefix}*`, count: 1_000 })) {
      const keys: string[] = found
      if (keys.length > 0) await redis.unlink(...keys)
    }
  } finally {
    redis.disconnect()
  }
}
