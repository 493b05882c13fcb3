import type { Connection } from 'mongoose'
import type { LookupThrottle } from '../desk/ports'
import { consume, openRateLimiter } from './rateLimiter'

/** References that no enquiry has, for one member of staff, and within how many seconds: more than anybody mishears. */
const LIMIT = { keyPrefix: 'staff', points: 20, duration: 15 * 60 } as const

export async function openLookupThrottle(connection: Connection): Promise<LookupThrottle> {
  const limiter = await openRateLimiter(connection, 'referenceGuesses', LIMIT)
  return {
    take: async (staffId) => consume(limiter, staffId),
    giveBack: async (staffId) => void (await limiter.reward(staffId)),
  }
}
