/** Work that is done one piece after the other, in the order in which it was asked for. */
export interface InTurn<Input, Outcome> {
  (input: Input): Promise<Outcome>
  /** How many are being done or wait for their turn. */
  waiting(): number
}

export function oneAtATime<Input, Outcome>(work: (input: Input) => Promise<Outcome>): InTurn<Input, Outcome> {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  const inTurn = async (input: Input): Promise<Outcome> => {
    waiting += 1
    const mine = last.then(async () => work(input)).finally(() => { waiting -= 1 })
    last = mine.catch(() => undefined)
    return mine
  }
  return Object.assign(inTurn, { waiting: () => waiting })
}
