export type Work<Input, Outcome> = (input: Input) => Promise<Outcome>

/** Work that is done one piece after the other, in the order in which it was asked for. */
export function oneAtATime<Input, Outcome>(work: Work<Input, Outcome>): Work<Input, Outcome> {
  let last: Promise<unknown> = Promise.resolve()
  return async (input) => {
    const mine = last.then(async () => work(input))
    last = mine.catch(() => undefined)
    return mine
  }
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
