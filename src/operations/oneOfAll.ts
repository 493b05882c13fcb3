import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Leases } from '../domain/leases'
import { lookAgain } from '../domain/lookAgain'
import type { Stoppable } from './stopInOrder'

interface OneOfAllDeps {
  /** What is done, as the lease and the log name it. */
  readonly name: string
  readonly leases: Leases
  /** Life of the lease, renewed three times within it: so long nobody does it when its process dies. In milliseconds. */
  readonly leaseMs: number
  readonly log: Pick<Logger, 'info' | 'warn'>
}

/**
 * Of all processes one at a time does this; another goes on with it where that one stops or dies. For a moment two may: a process
 * that was held up learns only then that its lease has passed on.
 * @param begin starts it; called anew whenever it is this process's turn again
 */
export function oneOfAll({ name, leases, leaseMs, log }: OneOfAllDeps, begin: () => { stop(): Promise<void> }): Stoppable & { isDoing(): boolean } {
  const holder = randomBytes(8).toString('hex')
  let doing: { stop(): Promise<void> } | undefined
  const look = async (): Promise<void> => {
    try {
      const isOurs = await leases.take(name, holder, leaseMs).catch((err: unknown) => {
        log.warn({ part: name, err }, 'whose turn it is could not be looked up')
        return false
      })
      if (isOurs === (doing !== undefined)) return
      log.info({ part: name, isOurs }, isOurs ? 'this process does it now for all' : 'another process does it now for all')
      const ended = doing
      doing = isOurs ? begin() : undefined
      await ended?.stop()
    } catch (err) {
      log.warn({ part: name, err }, 'what one of all does could not be begun or ended')
    }
  }
  const looking = lookAgain(look, leaseMs / 3)
  return {
    name,
    isDoing: () => doing !== undefined,
    stop: async () => {
      await looking.stop()
      await doing?.stop()
      await leases.release(name, holder).catch(() => undefined)
    },
  }
}
