/**
 * Looks at once, and again so many milliseconds after each look is over. Ends with the look that is going on.
 * @param look never rejects
 */
export function lookAgain(look: () => Promise<void>, everyMs: number): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let looking = Promise.resolve()
  const round = async (): Promise<void> => {
    await look()
    if (!stopped) timer = setTimeout(begin, everyMs)
  }
  const begin = (): void => {
    looking = round()
  }
  begin()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await looking
    },
  }
}
