/** Time on the simulated network. */
export interface NetworkClock {
  /** Milliseconds since any fixed moment. */
  now(): number
  /** Resolves after `ms`, or at once when `signal` aborts; never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

export const realTime: NetworkClock = {
  now: () => performance.now(),
  wait: async (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const end = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      signal.addEventListener('abort', end)
    }),
}

/** Time that stands still until it is moved on: tests decide how long a silence lasts. */
export class ManualClock implements NetworkClock {
  private present = 0
  private readonly sleepers = new Set<{ readonly until: number; readonly wake: () => void }>()

  now(): number {
    return this.present
  }

  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (ms <= 0 || signal.aborted) return
    await new Promise<void>((resolve) => {
      const sleeper = { until: this.present + ms, wake: () => done() }
      const done = (): void => {
        this.sleepers.delete(sleeper)
        signal.removeEventListener('abort', done)
        resolve()
      }
      this.sleepers.add(sleeper)
      signal.addEventListener('abort', done)
    })
  }

  /** Moves time on by `ms`, wakes whoever waited for less, and lets them notice. */
  async advance(ms: number): Promise<void> {
    this.present += ms
    const due = [...this.sleepers].filter(({ until }) => until <= this.present).toSorted((a, b) => a.until - b.until)
    for (const { wake } of due) wake()
    await new Promise((resolve) => setImmediate(resolve))
  }
}
