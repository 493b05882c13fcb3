import type { Work } from '../src/domain/turns'

/**
 * Enquiries are read and given to somebody first: an urgent one may be among them. What can wait a moment does so while this process
 * is at that, until it has been for so long without a pause; from then on nothing waits, so that all is done under any load.
 */
export class ReadingFirst {
  private underWay = 0
  private busySince = 0
  private readonly waiting = new Set<() => void>()

  /** @param mostMs the longest that anything waits, in milliseconds */
  constructor(private readonly mostMs: number) {}

  /** Work that goes before the other. */
  readonly first = <Input, Outcome>(work: Work<Input, Outcome>): Work<Input, Outcome> =>
    async (input) => {
      if (this.underWay === 0 && this.waiting.size === 0) this.busySince = performance.now()
      this.underWay += 1
      return work(input).finally(() => {
        this.underWay -= 1
        // What was read is given to somebody in the same breath.
        if (this.underWay === 0) setImmediate(() => this.letGo())
      })
    }

  /** Work that waits for a moment in which nothing goes before it. */
  readonly afterwards = <Input, Outcome>(work: Work<Input, Outcome>): Work<Input, Outcome> =>
    async (input) => {
      const waitsMs = this.busySince + this.mostMs - performance.now()
      if (this.underWay > 0 && waitsMs > 0) await this.pause(waitsMs)
      return work(input)
    }

  private letGo(): void {
    if (this.underWay > 0) return
    for (const go of this.waiting) go()
  }

  private async pause(waitsMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const go = (): void => {
        clearTimeout(timer)
        this.waiting.delete(go)
        resolve()
      }
      const timer = setTimeout(go, waitsMs)
      this.waiting.add(go)
    })
  }
}
