/** One piece of work after the other, in the order in which they were asked for. */
export function oneAtATime<Input, Outcome>(work: (input: Input) => Promise<Outcome>): (input: Input) => Promise<Outcome> {
  let last: Promise<unknown> = Promise.resolve()
  return async (input) => {
    const mine = last.then(async () => work(input))
    last = mine.catch(() => undefined)
    return mine
  }
}
