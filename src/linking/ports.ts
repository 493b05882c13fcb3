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

/** What alone tells little of a child, of an enquiry that may name none. */
export interface WeakKeys {
  readonly keys: readonly { readonly key: string; readonly sign: 'placement' | 'number' }[]
  /** No child is named, nor a date of birth other than a 1 January. Of two that both name one, these tell nothing: a home has several children. */
  readonly namesNobody: boolean
}

/** What an enquiry is looked up by. */
export interface LooksFor {
  readonly keys: readonly LinkKey[]
  readonly weak: WeakKeys
  /** Our own, which notes on it give. */
  readonly references: readonly string[]
}

/** Implemented by src/store/linkLedger.ts. */
export interface LinkLedger {
  /** Forgets earlier keys and ends the step: most enquiries name nobody. */
  nothingToGoBy(claim: Claim): Promise<'linked' | 'not_mine'>
  /** Keeps the hashes of these keys in place of the earlier ones, then suggests to whichever came later. The claim must still stand. */
  suggest(claim: Claim, looksFor: LooksFor): Promise<'suggested' | 'not_mine'>
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
