import { createHash } from 'node:crypto'
import type { Connection } from 'mongoose'
import type { SignInAttempt, SignInThrottle } from '../access/ports'
import { consume, openRateLimiter } from './rateLimiter'

const MINUTE = 60

/**
 * Failures allowed, and within how many seconds (a proposal, for the service to decide): few for one address from one
 * place, more for either alone, so that nobody can lock a duty worker out by guessing at their account from elsewhere.
 */
const LIMITS = {
  pair: { points: 5, duration: 15 * MINUTE },
  email: { points: 50, duration: 60 * MINUTE },
  place: { points: 100, duration: 60 * MINUTE },
} as const

type Limit = keyof typeof LIMITS

/** Failed sign-ins, counted in MongoDB for all processes together; what is counted is kept as a hash. */
export async function openSignInThrottle(connection: Connection): Promise<SignInThrottle> {
  const open = async (limit: Limit) => openRateLimiter(connection, 'signInFailures', { keyPrefix: limit, ...LIMITS[limit] })
  const limiters = {
    pair: await open('pair'),
    email: await open('email'),
    place: await open('place'),
  }
  const counted = (attempt: SignInAttempt): Counted => ({
    pair: hashed(`${attempt.email}\0${attempt.address}`),
    email: hashed(attempt.email),
    place: hashed(attempt.address),
  })
  return {
    async take(attempt) {
      const keys = counted(attempt)
      // In order: tries that are blocked already must not use up what the account has left elsewhere.
      for (const limit of ['pair', 'email', 'place'] as const) {
        const seconds = await consume(limiters[limit], keys[limit])
        if (seconds > 0) return seconds
      }
      return 0
    },
    async giveBack(attempt) {
      const keys = counted(attempt)
      await Promise.all([
        limiters.pair.delete(keys.pair), limiters.email.reward(keys.email), limiters.place.reward(keys.place),
      ])
    },
  }
}

type Counted = Readonly<Record<Limit, string>>

const hashed = (value: string): string => createHash('sha256').update(value).digest('hex')
