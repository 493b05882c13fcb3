import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Leases } from '../domain/leases'
import { lookAgain } from '../domain/lookAgain'
import type { Stoppable } from './stopInOrder'

interface SweepDeps {
  /** As the lease and the log name it. */
  readonly name: string
  /** What was left behind is put in order. @param stopping whether the process is: the rest is for the next sweep */
  readonly sweep: (stopping: AbortSignal) => Promise<void>
  readonly leases: Leases
  /** From one sweep to the next, of all processes together, in milliseconds. */
  readonly everyMs: number
  /** How often a process asks whether one is due, in milliseconds. */
  readonly askEveryMs: number
  readonly log: Pick<Logger, 'warn'>
}

/** Sweeps now and again, one process for all, beside whatever else goes on. A sweep that fails is made up for by the next. */
export function sweepForAll({ name, sweep, leases, everyMs, askEveryMs, log }: SweepDeps): Stoppable {
  const stopping = new AbortController()
  const looking = lookAgain(async () => {
    try {
      // Never given back: whoever took it has swept for everybody until it ends.
      if (await leases.take(name, randomBytes(8).toString('hex'), everyMs)) await sweep(stopping.signal)
    } catch (error) {
      log.warn({ part: name, err: error }, 'a sweep did not get through; the next makes up for it')
    }
  }, askEveryMs)
  return {
    name,
    stop: async () => {
      stopping.abort()
      await looking.stop()
    },
  }
}
