import type { Logger } from 'pino'
import type { Clock } from '../../domain/clock'

export interface StoreWatchDeps {
  /** Whether the store takes a write right now, told soon; never rejects. */
  readonly takesWrites: () => Promise<boolean>
  readonly now: Clock
  readonly log: Logger
}

/** A store that lets so many wait in vain, and says nothing to anybody meanwhile, is away. */
const SLOW_IN_A_ROW = 3
/** One that answered anybody so lately, in milliseconds, is there and busy. */
const ANSWERED_LATELY_MS = 1_000

/**
 * Remembers whether the store is away, so that only the callers of the first moment wait for it in vain: the others go
 * to the spool at once. A failure says so; slowness only when nothing at all comes, not even late, because sending
 * everybody to the disk would double the work of a machine that is merely busy. It is asked again at every doubt and
 * every look.
 */
export class StoreWatch {
  private awaySince: Date | undefined
  private looking: Promise<boolean> | undefined
  private slowInARow = 0
  private answeredAt: Date | undefined

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

  /** The store answered somebody, in time or late. */
  answered(): void {
    this.slowInARow = 0
    this.answeredAt = this.deps.now()
  }

  /** The store let somebody wait for too long. */
  slow(error: unknown): void {
    this.slowInARow += 1
    const answeredLately = this.answeredAt !== undefined && this.deps.now().getTime() - this.answeredAt.getTime() < ANSWERED_LATELY_MS
    if (this.slowInARow >= SLOW_IN_A_ROW && !answeredLately) this.doubt(error)
  }

  /** The store failed somebody, or says nothing any more. */
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
    if (answers) this.answered()
    if (answers && this.awaySince) {
      this.deps.log.warn({ ms: this.awayForMs() }, 'the store answers')
      this.awaySince = undefined
    }
    return answers
  }
}
