import type { Logger } from 'pino'
import { coverLeave } from './coverLeave'
import { expireTransfers } from './expireTransfers'
import type { CoverDeps } from './ports'

interface WatchDeps extends CoverDeps {
  /** Frees room that tries which died left promised. */
  readonly forgetPromises: () => Promise<void>
  readonly log: Logger
}

/** Looks again and again for leaves that begin or end, for offers without an answer, and for room that dead tries left promised. A look that fails is made up for by the next. */
export function watchHandovers(deps: WatchDeps, everyMs: number): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const look = async (): Promise<void> => {
    try {
      const [ended, count] = [await expireTransfers(deps), await coverLeave(deps)]
      await deps.forgetPromises()
      if (ended > 0 || count > 0) deps.log.info({ outcome: 'handed_over', count: count + ended }, 'enquiries changed hands, or offers ran out')
    } catch (error) {
      deps.log.warn({ err: error }, 'handing over did not get through; the next look comes soon')
    }
    if (!stopped) timer = setTimeout(begin, everyMs)
  }
  let looking = Promise.resolve()
  const begin = (): void => {
    looking = look()
  }
  begin()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await looking
    },
  }
}
