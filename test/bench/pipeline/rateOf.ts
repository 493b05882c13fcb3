/** Of those that wait, this share goes through before the clock starts: processes are slow while they are new. */
const WARM_UP = 0.05
const LOOK_EVERY_MS = 100

export interface Rate {
  readonly perSecond: number
  readonly counted: number
  readonly seconds: number
}

/**
 * How many a second are done, once the first have been, until all are or the time is up.
 *
 * @throws when too few were done in that time to tell
 */
export async function rateOf(done: () => Promise<number>, all: number, limitMs: number): Promise<Rate> {
  const end = performance.now() + limitMs
  const until = async (count: number): Promise<{ count: number; at: number }> => {
    for (;;) {
      const now = { count: await done(), at: performance.now() }
      if (now.count >= count || now.at >= end) return now
      await new Promise((resolve) => void setTimeout(resolve, LOOK_EVERY_MS))
    }
  }
  const first = await until(Math.ceil(all * WARM_UP))
  const last = await until(all)
  const counted = last.count - first.count
  const seconds = (last.at - first.at) / 1_000
  if (counted === 0) throw new Error(`Of ${all} that wait, ${last.count} were done in time: too few to tell.`)
  return { perSecond: counted / seconds, counted, seconds }
}
