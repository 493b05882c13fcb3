import type { Logger } from 'pino'
import { lookAgain } from '../../domain/lookAgain'

export interface RereadingDeps {
  /** Whether anything that is new, or that somebody has written down, waits to be read: it goes first. */
  readonly isAnythingDue: () => Promise<boolean>
  /** Reads the enquiry that has waited longest to be read again. @returns false where none waits */
  readonly readNext: () => Promise<boolean>
  readonly log: Pick<Logger, 'info' | 'warn'>
}

/**
 * Reads what rules that were changed have not read yet, one enquiry after the other and only while nothing new waits: thousands of
 * them are late, and make nobody wait. None of them ever stands in a queue. What fails is made up for by the next look.
 */
export function watchRereading({ isAnythingDue, readNext, log }: RereadingDeps, everyMs: number): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const looking = lookAgain(async () => {
    let count = 0
    try {
      while (!stopping.signal.aborted && !(await isAnythingDue()) && (await readNext())) count += 1
    } catch (error) {
      log.warn({ err: error }, 'enquiries could not be read again; the next look comes soon')
    }
    if (count > 0) log.info({ event: 'read_again', count }, 'enquiries were read again by the rules in force')
  }, everyMs)
  return {
    stop: async () => {
      stopping.abort()
      await looking.stop()
    },
  }
}
