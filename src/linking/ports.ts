import type { Clock } from '../domain/clock'
import type { Claim } from '../domain/step'
import type { LinkSign } from '../domain/thread'

/** What tells of a child, in a form that can be compared: two enquiries match where one asks for what the other keeps. */
export interface LinkKey {
  /** Plain; leaves the process only as a keyed hash. */
  readonly key: string
  readonly signs: readonly LinkSign[]
  readonly use: 'both' | 'kept' | 'asked'
}

/** Implemented by src/store/linkLedger.ts. */
export interface LinkLedger {
  /** Forgets earlier keys and ends the step: most enquiries name nobody. */
  nothingToGoBy(claim: Claim): Promise<'linked' | 'not_mine'>
  /**
   * Keeps the hashes of these keys in place of the earlier ones, then suggests to whichever came later. The claim must
   * still stand.
   * @param references our own, which notes on it give
   */
  suggest(claim: Claim, keys: readonly LinkKey[], references: readonly string[]): Promise<'suggested' | 'not_mine'>
}

export interface LinkIntakeDeps {
  readonly links: LinkLedger
  readonly steps: {
    finish(step: 'link', claim: Claim): Promise<boolean>
    postpone(step: 'link', claim: Claim, dueAt: Date): Promise<boolean>
  }
  /** A call that is not over is looked at again so much later, in milliseconds. */
  readonly linkAgainMs: number
  readonly now: Clock
}
