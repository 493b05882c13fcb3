/** Several things were to be done, each by itself, and some failed. */
export class PartlyDone extends Error {
  /** @param done what the others came to, counted */
  constructor(readonly done: number, readonly errors: readonly unknown[]) {
    super(`${errors.length} of several things failed`, { cause: errors[0] })
    this.name = 'PartlyDone'
  }
}

/**
 * Does one after the other; what fails keeps nothing from the rest.
 *
 * @returns what all of them count together
 * @throws PartlyDone once all were tried, when some failed
 */
export async function eachByItself<One>(ones: readonly One[], act: (one: One) => Promise<number>): Promise<number> {
  let done = 0
  const errors: unknown[] = []
  for (const one of ones) {
    try {
      done += await act(one)
    } catch (error) {
      done += error instanceof PartlyDone ? error.done : 0
      errors.push(...(error instanceof PartlyDone ? error.errors : [error]))
    }
  }
  if (errors.length > 0) throw new PartlyDone(done, errors)
  return done
}

/** The same of steps that are different from each other. */
export const stepsByThemselves = async (...steps: readonly (() => Promise<number>)[]): Promise<number> => eachByItself(steps, async (step) => step())
