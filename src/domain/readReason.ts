/** Characters; long enough for a decision, short enough to be read. */
export const LONGEST_REASON = 2_000

/** What was typed, without what stands around it; nothing where no letter and no numeral is in it, for that says nothing. */
export const wordsOf = (typed: string): string => (/[\p{L}\p{N}]/u.test(typed) ? typed.trim() : '')

/** A reason as typed, or what is wrong with it. */
export function readReason(typed: string, missing: string): { readonly reason: string } | { readonly problem: string } {
  const reason = wordsOf(typed)
  if (reason === '') return { problem: missing }
  return reason.length > LONGEST_REASON ? { problem: `Use ${LONGEST_REASON.toLocaleString('en-GB')} characters or fewer` } : { reason }
}
