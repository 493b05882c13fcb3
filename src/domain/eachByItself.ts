/** Several things were to be done, each by itself, and some failed. */
export class PartlyDone extends Error {
  /** @param done what the others came to, counted */
  constructor(readonly done: number, readonly errors: readonly unknown[]) {
    super(`${errors.length} of several things failed`, { cause: errors[0] })
    this.name = 'PartlyDone'
  }
}

/** Anything else that failed is one thing, of which nothing was done. */
export const partlyDone = (error: unknown): PartlyDone => (error instanceof PartlyDone ? error : new PartlyDone(0, [error]))

/**
 * Does one after the other; what fails keeps nothing from the rest.
 *
 * @param tell an error with what it was of, where whoever hears of it must know
 * @returns what all of them count together
 * @throws PartlyDone once all were tried, when some failed
 */
export async function eachByItself<One>(ones: readonly One[], act: (one: One) => Promise<number>, tell: (error: unknown, one: One) => unknown = (error) => error): Promise<number> {
  let done = 0
  const errors: unknown[] = []
  for (const one of ones) {
    try {
      done += await act(one)
    } catch (error) {
      const failed = partlyDone(error)
      done += failed.done
      errors.push(...failed.errors.map((each) => tell(each, one)))
    }
  }
  if (errors.length > 0) throw new PartlyDone(done, errors)
  return done
}

/** The same of steps that are different from each other. */
export const stepsByThemselves = async (...steps: readonly (() => Promise<number>)[]): Promise<number> => eachByItself(steps, async (step) => step())
