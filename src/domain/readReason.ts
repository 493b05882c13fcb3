/** Characters; long enough for a decision, short enough to be read. */
export const LONGEST_REASON = 2_000

/** A reason as typed, or what is wrong with it. */
export function readReason(typed: string, missing: string): { readonly reason: string } | { readonly problem: string } {
  const reason = typed.trim()
  if (reason === '') return { problem: missing }
  return reason.length > LONGEST_REASON ? { problem: `Use ${LONGEST_REASON.toLocaleString('en-GB')} characters or fewer` } : { reason }
}
