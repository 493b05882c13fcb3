import { buildOnce } from '../../support/buildOnce'
import type { Outcome } from '../frame/report'
import { percentile } from '../frame/statistics'
import type { Sizes } from '../frame/sizes'
import { bareRate } from './bareRate'
import { asLine } from './costs'
import { enquiries } from './enquiries'
import { type Rate, rateOf } from './rateOf'
import { steadyPace } from './steadyPace'
import { type Bench, withService } from './withService'

const A_SECOND = 20
const SECONDS = 60
/** Of all, 95 in a hundred, in milliseconds. */
const TARGET_MS = 250
const WAITING = 10_000
/** For all that wait, one time; what was done until then is what counts. */
const LIMIT_SECONDS = 5 * 60
const BARE_WAITING = 3_000
const A_BATCH = 500

/**
 * From the stored enquiry to its people: how long that takes at a steady pace, and how many a second one process and two
 * do of those that wait, beside the bare limit of this machine.
 */
export const pipeline = {
  title: 'enquiries from stored to triaged and allocated, on two worker processes and on one',
  async run({ seconds = SECONDS, waiting = WAITING, limit = LIMIT_SECONDS }: Sizes = {}): Promise<Outcome> {
    buildOnce()
    const { times, costs } = await withService(2, async (bench) => steadyPace(bench, { aSecond: A_SECOND, seconds }))
    const [p50, p95, p99, most] = [0.5, 0.95, 0.99, 1].map((p) => percentile(times, p)) as [number, number, number, number]
    const one = await withService(0, async (bench) => backlogRate(bench, { processes: 1, waiting, limit }))
    const two = await withService(0, async (bench) => backlogRate(bench, { processes: 2, waiting, limit }))
    const bare = await bareRate(Math.min(waiting, BARE_WAITING), 2, limit * 1_000)
    const met = p95 < TARGET_MS
    const [fromOne, fromTwo] = [one, two].map((rate) => `${rate.perSecond.toFixed(1)} a second (${rate.counted} in ${rate.seconds.toFixed(0)} s)`)
    return {
      text: [
        `${A_SECOND} a second for ${seconds} s: p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, most ${most.toFixed(0)} ms; target: p95 under ${TARGET_MS} ms, ${met ? 'met' : 'MISSED'}`,
        `each cost: ${asLine(costs)}`,
        `${waiting} waiting: one process ${fromOne}, two ${fromTwo}; ratio ${(two.perSecond / one.perSecond).toFixed(2)} (no target: it shows as much of the machine)`,
        `bare jobs and updates, as many for each, on two processes: ${bare.toFixed(1)} a second; two of ours reach ${(two.perSecond / bare).toFixed(2)} of it`,
      ].join('\n'),
      json: {
        latency: { p50, p95, p99, most, aSecond: A_SECOND, seconds }, times, costs,
        backlog: { waiting, one, two, ratio: two.perSecond / one.perSecond }, bare: { perSecond: bare, ratio: two.perSecond / bare },
      },
      met,
    }
  },
}

/** How many of those that wait get their people a second. */
async function backlogRate({ service, intakes, allocations, startWorkers }: Bench, { processes, waiting, limit }: { processes: number; waiting: number; limit: number }): Promise<Rate> {
  const all = enquiries(waiting, new Date())
  for (let start = 0; start < waiting; start += A_BATCH) await intakes.insert(all.slice(start, start + A_BATCH))
  await Promise.all(Array.from({ length: processes }, startWorkers))
  const rate = await rateOf(async () => allocations.heardAt.size, waiting, limit * 1_000)
  const allocated = await service.connection.collection('intakes').countDocuments({ 'allocation.socialWorker': { $exists: true }, 'allocation.manager': { $exists: true } })
  if (allocated < allocations.heardAt.size) throw new Error(`Of ${allocations.heardAt.size} enquiries ${allocated} have their people.`)
  return rate
}
