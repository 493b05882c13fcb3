export type Work<Input, Outcome> = (input: Input) => Promise<Outcome>

/** Does at most so many pieces of work at a time; the others wait, and are done in the order in which they were asked for. */
export class Turns {
  private busy = 0
  private readonly waiting: (() => void)[] = []

  constructor(private readonly atATime: number) {}

  async take<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
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

/** Work that is done one piece after the other. */
export function oneAtATime<Input, Outcome>(work: Work<Input, Outcome>): Work<Input, Outcome> {
  const turns = new Turns(1)
  return async (input) => turns.take(async () => work(input))
}

/** The same work, which also says how many pieces are being done or wait for their turn. */
export function counting<Input, Outcome>(work: Work<Input, Outcome>): Work<Input, Outcome> & { underWay(): number } {
  let underWay = 0
  const counted: Work<Input, Outcome> = async (input) => {
    underWay += 1
    return work(input).finally(() => { underWay -= 1 })
  }
  return Object.assign(counted, { underWay: () => underWay })
}
