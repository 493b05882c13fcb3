const FIRST_MS = 10_000
/** In the first hour the sender waits for it: two minutes at most. */
const LONGEST_AT_FIRST_MS = 120_000
const LATER_MS = 10 * 60_000
/** 10, 20, 40, 80, then every 120 seconds: so many tries make the first hour. */
const TRIES_IN_THE_FIRST_HOUR = 34
/** A day in all. */
const MOST_TRIES = TRIES_IN_THE_FIRST_HOUR + 138

/**
 * How long until the next try after one that is known to have delivered nothing, in milliseconds; undefined when it has
 * been tried for a day and a person must act.
 *
 * @param attempts tries so far
 */
export function retryDelay(attempts: number): number | undefined {
  if (attempts >= MOST_TRIES) return undefined
  return attempts < TRIES_IN_THE_FIRST_HOUR ? Math.min(FIRST_MS * 2 ** (attempts - 1), LONGEST_AT_FIRST_MS) : LATER_MS
}
