import type { Logger } from 'pino'

/** Something that was started and must be stopped; `name` is for the log. */
export interface Stoppable {
  readonly name: string
  stop(): Promise<void>
}

/**
 * Stops the parts one after the other, last started first, each after what it has in hand. A part that does not stop
 * by itself within its share of the time is left behind, so that the rest still closes in order.
 *
 * @param withinMs the time for all of them together, in milliseconds
 */
export async function stopInOrder(started: readonly Stoppable[], withinMs: number, log: Logger): Promise<void> {
  const deadline = Date.now() + withinMs
  for (const part of started.toReversed()) {
    const outcome = await inTime(part, Math.max(deadline - Date.now(), 250))
    if (outcome === 'stopped') log.debug({ part: part.name }, 'stopped')
    else log.warn({ part: part.name, cause: outcome }, 'did not stop in order')
  }
}

async function inTime(part: Stoppable, withinMs: number): Promise<'stopped' | 'failed' | 'late'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), withinMs)
  })
  const stopped = part.stop().then(() => 'stopped' as const, () => 'failed' as const)
  return Promise.race([stopped, late]).finally(() => clearTimeout(timer))
}

/** Runs `stop` once at the first SIGTERM or SIGINT, then ends the process: 0 when all went well. */
export function stopOnSignal(stop: () => Promise<void>, log: Logger): void {
  let stopping = false
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping: finishing what is in hand')
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}
