const LONGEST = 2_000

/** A reason as typed, or what is wrong with it. */
export function readReason(typed: string, missing: string): { readonly reason: string } | { readonly problem: string } {
  const reason = typed.trim()
  if (reason === '') return { problem: missing }
  return reason.length > LONGEST ? { problem: `Use ${LONGEST.toLocaleString('en-GB')} characters or fewer` } : { reason }
}
