import type { Connection } from 'mongoose'
import type { SearchThrottle } from '../desk/ports'
import { consume, openRateLimiter } from './rateLimiter'

/** Searches for children by one member of staff, and within how many seconds: more than anybody makes who reads what is found. */
const LIMIT = { keyPrefix: 'staff', points: 60, duration: 15 * 60 } as const

export async function openSearchThrottle(connection: Connection): Promise<SearchThrottle> {
  const limiter = await openRateLimiter(connection, 'childSearches', LIMIT)
  return { take: async (staffId) => consume(limiter, staffId) }
}
