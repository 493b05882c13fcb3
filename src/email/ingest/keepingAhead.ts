import { fitTogether } from './batches'
import type { SafeMessage } from '../keptMailPorts'
import type { MessageSummary } from '../mailboxPorts'

/** Batches that are safe, or being made so, before enquiries are made of them. */
const MOST_AHEAD = 4

type Batch = readonly MessageSummary[]

interface Begun {
  readonly batch: Batch
  readonly safe: Promise<readonly SafeMessage[]>
}

/**
 * Makes batches safe, some of them ahead of whoever makes their enquiries, so that neither the mail server nor the readers
 * wait for that. One after the other all the same: when the connection goes, it is known over which.
 */
export class KeepingAhead {
  private readonly ahead: Begun[] = []
  private inHand: Batch = []
  /** No batch will be begun any more. */
  private isDone = false
  private isClosed = false
  private waiting: (() => void)[] = []

  /**
   * @param batches asked for one by one, each once the one before it is safe
   * @param isOver whether no further batch may be begun
   */
  constructor(
    private readonly batches: AsyncIterable<Batch>,
    private readonly keep: (batch: Batch) => Promise<readonly SafeMessage[]>,
    private readonly isOver: () => boolean,
  ) {}

  /** The batches in the order given, each once it is safe. @throws what keeping it did, or what asking for the next did */
  async *inTurn(): AsyncGenerator<readonly SafeMessage[]> {
    const making = this.makeSafe()
    making.catch(() => undefined) // heard below, when those before it are dealt with
    try {
      for (let first = await this.first(); first; first = await this.first()) {
        const messages = await first.safe
        this.ahead.shift()
        this.holdInHand(first.batch)
        yield messages
        this.holdInHand([])
      }
      await making
    } finally {
      this.isClosed = true
      this.changed()
      // The inbox may be let go only when nothing works on it any more.
      await making.catch(() => undefined)
    }
  }

  private async makeSafe(): Promise<void> {
    try {
      for await (const batch of this.batches) {
        if (!(await this.mayBegin(batch))) return
        const safe = this.keep(batch)
        this.ahead.push({ batch, safe })
        this.changed()
        await safe
        if (this.isClosed) return
      }
    } finally {
      this.isDone = true
      this.changed()
    }
  }

  /** Once there is room; or never. */
  private async mayBegin(batch: Batch): Promise<boolean> {
    while (!this.isClosed && (this.isOver() || !this.hasRoom(batch))) {
      if (this.held.length === 0) return false
      await this.change()
    }
    return !this.isClosed
  }

  private async first(): Promise<Begun | undefined> {
    while (!this.ahead[0] && !this.isDone) await this.change()
    return this.ahead[0]
  }

  private holdInHand(batch: Batch): void {
    this.inHand = batch
    this.changed()
  }

  private get held(): Batch {
    return [this.inHand, ...this.ahead.map(({ batch }) => batch)].flat()
  }

  private hasRoom(batch: Batch): boolean {
    return this.held.length === 0 || (this.ahead.length < MOST_AHEAD && fitTogether(this.held, batch))
  }

  private change(): Promise<void> {
    return new Promise((resolve) => void this.waiting.push(resolve))
  }

  private changed(): void {
    for (const resolve of this.waiting.splice(0)) resolve()
  }
}
