import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Clock } from '../domain/clock'
import type { Leases } from '../domain/leases'
import type { Stoppable } from './stopInOrder'

interface UploadSweepDeps {
  /** Removes what was left behind before then. @returns how many uploads */
  readonly remove: (before: Date) => Promise<number>
  readonly leases: Leases
  /** An upload whose last piece is older than this is nobody's any more, in milliseconds. */
  readonly afterMs: number
  /** From one sweep to the next, of all processes together, in milliseconds. */
  readonly lookEveryMs: number
  readonly now: Clock
  readonly log: Logger
}

/** How often a process asks whether a sweep is due, in milliseconds. */
const ASK_EVERY_MS = 3_600_000

/** Removes once a day what uploads left behind whose process was killed. A sweep that fails is made up for by the next. */
export function sweepUploads(deps: UploadSweepDeps): Stoppable {
  let sweeping = sweepIfDue(deps)
  const hourly = setInterval(() => void (sweeping = sweeping.then(async () => sweepIfDue(deps))), ASK_EVERY_MS).unref()
  return {
    name: 'upload sweep',
    stop: async () => {
      clearInterval(hourly)
      await sweeping
    },
  }
}

async function sweepIfDue({ remove, leases, afterMs, lookEveryMs, now, log }: UploadSweepDeps): Promise<void> {
  try {
    // Never given back: whoever took it has swept for everybody until it ends.
    if (!(await leases.take('upload sweep', randomBytes(8).toString('hex'), lookEveryMs))) return
    const count = await remove(new Date(now().getTime() - afterMs))
    if (count > 0) log.info({ event: 'uploads_removed', count }, 'uploads of processes that died were removed')
  } catch (error) {
    log.warn({ err: error }, 'uploads of processes that died could not be looked for')
  }
}
