import type { Logger } from 'pino'
import { lookAgain } from '../../domain/lookAgain'
import { coverLeave } from './coverLeave'
import { expireTransfers } from './expireTransfers'
import { logFailures } from './leaveFailed'
import type { CoverDeps } from './ports'
import { tellOfJoins } from './tellOfJoins'

interface WatchDeps extends CoverDeps {
  /** Frees room that tries which died left promised. */
  readonly forgetPromises: () => Promise<void>
  /** What was accepted by somebody who cannot act on it any more waits anew. Answers of how many. */
  readonly endLostAcceptances: () => Promise<number>
  readonly log: Logger
}

/** Looks again and again for leaves that begin or end, for offers without an answer, for joins that nothing followed, for what is accepted by somebody who cannot act on it, and for room that dead tries left promised. What fails is made up for by the next look, and keeps nothing from the rest. */
export function watchHandovers(deps: WatchDeps, everyMs: number): { stop(): Promise<void> } {
  return lookAgain(async () => {
    const count = await counted(deps, expireTransfers) + await counted(deps, coverLeave)
    const apart = await counted(deps, tellOfJoins)
    const lost = await counted(deps, deps.endLostAcceptances)
    await counted(deps, async () => deps.forgetPromises().then(() => 0))
    if (apart > 0) deps.log.warn({ outcome: 'joined_apart', count: apart }, 'enquiries that were joined are with two social workers: cards ask who is to have both')
    if (lost > 0) deps.log.warn({ outcome: 'acceptances_ended', count: lost }, 'enquiries were accepted by somebody who is not there for them any more: they wait anew to be accepted')
    if (count > 0) deps.log.info({ outcome: 'handed_over', count }, 'enquiries changed hands, or offers ran out')
  }, everyMs)
}

/** Never rejects. @returns what came of it, whatever else of it failed */
async function counted(deps: WatchDeps, step: (deps: WatchDeps) => Promise<number>): Promise<number> {
  try {
    return await step(deps)
  } catch (error) {
    return logFailures(deps.log, error).done
  }
}
