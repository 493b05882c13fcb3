import { fitTogether } from './batches'
import type { MessageSummary, SafeMessage } from '../ports'

/** Batches that are safe, or being made so, before enquiries are made of them. */
const MOST_AHEAD = 4

type Batch = readonly MessageSummary[]

/**
 * Makes batches safe, some of them ahead of whoever makes their enquiries, so that neither the mail server nor the readers
 * wait for that. One after the other all the same: when the connection goes, it is known over which.
 */
export class KeepingAhead {
  private readonly ahead: { readonly batch: Batch; readonly safe: Promise<readonly SafeMessage[]> }[] = []
  private inHand: Batch = []
  private begun = 0
  /** Not while one is under way, nor after one that failed. */
  private mayBegin = true
  private isClosed = false

  /** @param isOver whether no further batch may be begun */
  constructor(
    private readonly batches: readonly Batch[],
    private readonly keep: (batch: Batch) => Promise<readonly SafeMessage[]>,
    private readonly isOver: () => boolean,
  ) {}

  /** Messages of batches that were not begun. */
  get left(): number {
    return this.batches.slice(this.begun).flat().length
  }

  /** The batches in the order given, each once it is safe. @throws what keeping it did */
  async *inTurn(): AsyncGenerator<readonly SafeMessage[]> {
    try {
      for (this.beginNext(); this.ahead[0]; this.beginNext()) {
        const { batch, safe } = this.ahead[0]
        const messages = await safe
        this.ahead.shift()
        this.inHand = batch
        this.beginNext()
        yield messages
        this.inHand = []
      }
    } finally {
      this.isClosed = true
      // The inbox may be let go only when nothing works on it any more.
      await Promise.allSettled(this.ahead.map(async ({ safe }) => safe))
    }
  }

  private beginNext(): void {
    const batch = this.batches[this.begun]
    if (!batch || !this.mayBegin || this.isClosed || !this.hasRoom(batch) || this.isOver()) return
    this.begun += 1
    this.mayBegin = false
    const safe = this.keep(batch)
    this.ahead.push({ batch, safe })
    safe.then(() => this.kept(), () => undefined) // heard when its turn comes
  }

  private kept(): void {
    this.mayBegin = true
    this.beginNext()
  }

  private hasRoom(batch: Batch): boolean {
    const held = [this.inHand, ...this.ahead.map((one) => one.batch)].flat()
    return held.length === 0 || (this.ahead.length < MOST_AHEAD && fitTogether(held, batch))
  }
}
