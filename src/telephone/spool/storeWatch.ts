import type { Logger } from 'pino'
import type { Clock } from '../../domain/clock'

export interface StoreWatchDeps {
  /** Whether the store takes a write right now, told soon; never rejects. */
  readonly takesWrites: () => Promise<boolean>
  readonly now: Clock
  readonly log: Logger
}

/**
 * Remembers whether the store is away, so that only the callers of the first moment wait for it in vain: the others go
 * to the spool at once. It is asked again at every doubt and every look; a single slow write is forgiven within
 * milliseconds.
 */
export class StoreWatch {
  private awaySince: Date | undefined
  private looking: Promise<boolean> | undefined

  /** @param deps.startsAway the store was never reached yet */
  constructor(private readonly deps: StoreWatchDeps & { readonly startsAway?: boolean }) {
    if (deps.startsAway) this.awaySince = deps.now()
  }

  get isAway(): boolean {
    return this.awaySince !== undefined
  }

  /** Milliseconds; 0 while the store answers. */
  awayForMs(): number {
    return this.awaySince ? this.deps.now().getTime() - this.awaySince.getTime() : 0
  }

  /** The store failed somebody, or was too slow. */
  doubt(error: unknown): void {
    if (this.awaySince) return
    this.awaySince = this.deps.now()
    this.deps.log.error({ err: error }, 'the store does not answer: what callers do is kept on disk')
    void this.look()
  }

  /** Asks the store, once for all who want to know at the same time. */
  async look(): Promise<boolean> {
    this.looking ??= this.deps.takesWrites().finally(() => {
      this.looking = undefined
    })
    const answers = await this.looking
    if (answers && this.awaySince) {
      this.deps.log.warn({ ms: this.awayForMs() }, 'the store answers')
      this.awaySince = undefined
    }
    return answers
  }
}
