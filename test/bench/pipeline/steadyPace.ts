import { costsOf } from './costs'
import { enquiries } from './enquiries'
import type { Bench } from './withService'

/** A process of weeks is what counts: of one that is half a minute old, a third of the processor's time goes into reading and compiling its programs. */
const WARM_UP_SECONDS = 60
const PATIENCE_MS = 60_000

const pause = async (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

export interface Pace {
  readonly aSecond: number
  readonly seconds: number
}

/** @returns of those after the warm-up how long each took, in milliseconds, and what they cost */
export async function steadyPace(
  { intakes, allocations, measured }: Bench, { aSecond, seconds }: Pace,
): Promise<{ readonly times: readonly number[]; readonly costs: Readonly<Record<string, number>> }> {
  const storedAt = new Map<string, number>()
  const feed = async (count: number): Promise<void> => {
    const all = enquiries(count, new Date(), storedAt.size)
    const started = performance.now()
    for (const [nth, enquiry] of all.entries()) {
      await pause(started + (nth * 1_000) / aSecond - performance.now())
      const [insertion] = await intakes.insert([enquiry])
      if (insertion !== 'inserted') throw new Error('An enquiry could not be stored.')
      storedAt.set(enquiry.id, Date.now())
    }
  }
  await feed(aSecond * WARM_UP_SECONDS)
  const warmedUp = storedAt.size
  const costs = await costsOf(measured, async () => {
    await feed(aSecond * seconds)
    await allocations.until(storedAt.size, PATIENCE_MS)
  }, () => allocations.heardAt.size)
  return { times: [...storedAt].slice(warmedUp).map(([id, at]) => (allocations.heardAt.get(id) ?? Infinity) - at), costs }
}
