import { type LostCallersDeps, lostCallersWatch } from './endLostCallers'
import type { SettlingDeps } from './legDeps'
import { settleLegs } from './settleLegs'

export interface LegWatch {
  /** Ends it; resolves once the round in hand is over. */
  stop(): Promise<void>
}

/** Looks again and again for legs of which nothing is heard, and for callers who wait only in our records. Several processes may do so: everything in it may be done twice. */
export function watchLegs(deps: SettlingDeps & LostCallersDeps, everyMs: number): LegWatch {
  const endLostCallers = lostCallersWatch(deps)
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let round = Promise.resolve()
  const look = async (): Promise<void> => {
    await settleLegs(deps).catch((error: unknown) => deps.log.warn({ err: error }, 'legs without news could not be looked for; trying again soon'))
    await endLostCallers().catch((error: unknown) => deps.log.warn({ err: error }, 'whether callers still wait could not be asked; trying again soon'))
    if (!stopped) timer = setTimeout(begin, everyMs)
  }
  const begin = (): void => {
    round = look()
  }
  begin()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
