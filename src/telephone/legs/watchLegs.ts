import { lookAgain } from '../../domain/lookAgain'
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
  return lookAgain(async () => {
    await settleLegs(deps).catch((error: unknown) => deps.log.warn({ err: error }, 'legs without news could not be looked for; trying again soon'))
    await endLostCallers().catch((error: unknown) => deps.log.warn({ err: error }, 'whether callers still wait could not be asked; trying again soon'))
  }, everyMs)
}
