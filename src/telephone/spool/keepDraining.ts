import { drainSpool, type DrainDeps } from './drainSpool'
import type { StoreWatch } from './storeWatch'

export interface KeepDrainingDeps extends Omit<DrainDeps, 'takesWrites'> {
  readonly watch: StoreWatch
  /** Milliseconds. */
  readonly everyMs: number
}

export interface Draining {
  /** Ends after what is in hand. */
  stop(): Promise<void>
}

/** Looks for the store while it is away, and drains the spool whenever it is there. Never throws. */
export function keepDraining(deps: KeepDrainingDeps): Draining {
  const { watch, everyMs, log } = deps
  const takesWrites = async (): Promise<boolean> => watch.look()
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let turn = Promise.resolve()

  async function look(): Promise<void> {
    try {
      if (watch.isAway && !(await watch.look())) return
      const outcome = await drainSpool({ ...deps, takesWrites })
      if (outcome === 'store_away') watch.doubt(new Error('The store went away while the spool was drained.'))
    } catch (error) {
      log.error({ err: error }, 'the spool could not be drained')
    }
  }

  async function once(): Promise<void> {
    await look()
    if (!stopped) timer = setTimeout(next, everyMs)
  }

  function next(): void {
    turn = once()
  }

  next()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await turn
    },
  }
}
