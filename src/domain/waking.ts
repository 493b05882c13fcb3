/**
 * How the waking of somebody for a call stands. `to_come`: somebody is to be woken later, where a message is not heard by then;
 * `under_way`: one after the other is rung, or was a moment ago; `silent`: somebody is to be woken, and no telephone has rung for
 * so long that others are told otherwise; `in_hand`: whoever was woken accepted it by key, and still has it.
 */
export type WakingStanding = 'none' | 'to_come' | 'under_way' | 'silent' | 'in_hand'

export interface WakingFacts {
  /** When the next is woken, or the try of now is given up; absent where nobody is to be woken. */
  readonly wakesAt?: Date | undefined
  /** How often somebody was to be woken since the waking began; it has not begun at 0. @defaultValue 0 */
  readonly tries?: number | undefined
  /** No telephone rang for so long that others are told otherwise. */
  readonly isSilent?: boolean | undefined
  /** When whoever was woken accepted it by key. */
  readonly acceptedAt?: Date | undefined
  /** When it was raised by somebody else, came back, or was taken from whoever had it: they accepted something less before, or had done with it. */
  readonly anewAt?: readonly (Date | undefined)[]
}

/** How waking stands at a moment: asked by the clock of the enquiry, by that of its call-back, and by whoever wakes. */
export function wakingStandsAt({ wakesAt, tries = 0, isSilent = false, acceptedAt, anewAt = [] }: WakingFacts, at: Date): WakingStanding {
  if (acceptedAt && anewAt.every((anew) => anew === undefined || acceptedAt > anew)) return 'in_hand'
  if (!wakesAt) return 'none'
  if (isSilent) return 'silent'
  return tries > 0 || wakesAt <= at ? 'under_way' : 'to_come'
}
