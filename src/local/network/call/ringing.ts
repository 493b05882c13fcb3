import type { NetworkClock } from '../networkClock'
import type { RingOutcome } from '../telephones/telephone'

/** A telephone that rings until somebody decides what becomes of it. */
export class Ringing {
  private readonly decided = new AbortController()
  private outcome: RingOutcome | undefined

  /** The first to decide has it. @returns whether it still rang */
  decide(outcome: RingOutcome): boolean {
    if (this.outcome !== undefined) return false
    this.outcome = outcome
    this.decided.abort()
    return true
  }

  async result(clock: NetworkClock, seconds: number): Promise<RingOutcome> {
    await clock.wait(seconds * 1000, this.decided.signal)
    return (this.outcome ??= 'no-answer')
  }
}
