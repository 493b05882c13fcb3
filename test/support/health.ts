/** What a process says on its port for health and metrics. */
export interface Told {
  /** Of the answer, by HTTP. */
  readonly code: number
  readonly status: string
  readonly parts: Readonly<Record<string, string>>
}

/** Generous, because the machine may be busy. */
const PATIENCE_MS = 90_000

/**
 * Asks until the process says what it should: it comes to that by itself, and on a busy machine a part may answer late now and then.
 *
 * @returns what it said last, for the test to compare
 */
export async function readinessOnce(opsPort: number | undefined, fits: (told: Told) => boolean): Promise<Told> {
  return askUntil(async () => {
    const answer = await fetch(`http://127.0.0.1:${opsPort}/health/ready`)
    return { code: answer.status, ...((await answer.json()) as { status: string; parts: Record<string, string> }) }
  }, fits)
}

/** The metrics as soon as they have all of these in them; what was counted last, if that never comes to be. */
export async function metricsOnce(opsPort: number | undefined, expected: readonly RegExp[]): Promise<string> {
  const scrape = async (): Promise<string> => (await fetch(`http://127.0.0.1:${opsPort}/metrics`)).text()
  return askUntil(scrape, (text) => expected.every((line) => line.test(text)))
}

async function askUntil<T>(ask: () => Promise<T>, fits: (told: T) => boolean): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    const told = await ask()
    if (fits(told) || Date.now() > end) return told
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
