import Redis from 'ioredis'
import type { Logger } from 'pino'

/**
 * A connection to Redis. One that only adds jobs fails at once while Redis is away (the sweep comes again); one that a
 * worker waits on keeps trying for ever.
 */
export function connectRedis(url: string, use: 'add' | 'work', log: Logger): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    enableOfflineQueue: use === 'work',
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    lazyConnect: false,
  })
  let away = false
  redis.on('error', (error) => {
    if (!away) log.warn({ err: error }, 'Redis does not answer; work waits in MongoDB')
    away = true
  })
  redis.on('ready', () => {
    if (away) log.info('Redis answers again')
    away = false
  })
  return redis
}
