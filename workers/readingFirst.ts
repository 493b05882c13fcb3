type Work<Input, Outcome> = (input: Input) => Promise<Outcome>

/**
 * Enquiries are read and given to somebody first: an urgent one may be among them. What can wait a moment does so while this process
 * is at that, but never for longer than it may, so that it is done under any load.
 */
export class ReadingFirst {
  private underWay = 0
  private readonly waiting = new Set<() => void>()

  /** Work that goes before the other. */
  first<Input, Outcome>(work: Work<Input, Outcome>): Work<Input, Outcome> {
    return async (input) => {
      this.underWay += 1
      return work(input).finally(() => {
        this.underWay -= 1
        // What was read is given to somebody in the same breath.
        if (this.underWay === 0) setImmediate(() => this.letGo())
      })
    }
  }

  /** Work that waits for a moment in which nothing goes before it, `mostMs` at most. */
  then<Input, Outcome>(mostMs: number, work: Work<Input, Outcome>): Work<Input, Outcome> {
    return async (input) => {
      if (this.underWay > 0) await this.calm(mostMs)
      return work(input)
    }
  }

  private letGo(): void {
    if (this.underWay > 0) return
    for (const go of this.waiting) go()
  }

  private async calm(mostMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const go = (): void => {
        clearTimeout(timer)
        this.waiting.delete(go)
        resolve()
      }
      const timer = setTimeout(go, mostMs)
      this.waiting.add(go)
    })
  }
}
