import type { Logger } from 'pino'
import { lookAgain } from '../../domain/lookAgain'
import { coverLeave } from './coverLeave'
import { expireTransfers } from './expireTransfers'
import type { CoverDeps } from './ports'
import { tellOfJoins } from './tellOfJoins'

interface WatchDeps extends CoverDeps {
  /** Frees room that tries which died left promised. */
  readonly forgetPromises: () => Promise<void>
  readonly log: Logger
}

/** Looks again and again for leaves that begin or end, for offers without an answer, for joins that nothing followed, and for room that dead tries left promised. A look that fails is made up for by the next. */
export function watchHandovers(deps: WatchDeps, everyMs: number): { stop(): Promise<void> } {
  return lookAgain(async () => {
    try {
      const [ended, count] = [await expireTransfers(deps), await coverLeave(deps)]
      const apart = await tellOfJoins(deps)
      await deps.forgetPromises()
      if (apart > 0) deps.log.warn({ outcome: 'joined_apart', count: apart }, 'enquiries that were joined are with two social workers: cards ask who is to have both')
      if (ended > 0 || count > 0) deps.log.info({ outcome: 'handed_over', count: count + ended }, 'enquiries changed hands, or offers ran out')
    } catch (error) {
      deps.log.warn({ err: error }, 'handing over did not get through; the next look comes soon')
    }
  }, everyMs)
}
