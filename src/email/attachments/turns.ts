/**
 * Does work for at most so many at a time; the others wait. Each works on a whole message, which may be 50 MB.
 */
export class Turns {
  private busy = 0
  private readonly waiting: (() => void)[] = []

  constructor(private readonly atATime: number) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.busy >= this.atATime) await new Promise<void>((resolve) => void this.waiting.push(resolve))
    else this.busy += 1
    try {
      return await work()
    } finally {
      const next = this.waiting.shift()
      if (next) next()
      else this.busy -= 1
    }
  }
}
