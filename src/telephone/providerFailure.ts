/**
 * `unreachable`: no connection came about, so nothing was asked of the network; `no_answer`: it was asked, and no clear
 * answer came back in time: what was asked may or may not have happened; `busy`: it takes no more for the moment, and did
 * nothing; `refused`: it said no, and will say so again.
 */
export type ProviderFailureKind = 'unreachable' | 'no_answer' | 'busy' | 'refused'

/**
 * Why the telephone network did not do what was asked of it. The network's own words stay out, since they quote numbers.
 * `code`: the network's number for the refusal, such as 21211, or else `http_503`, `econnreset`.
 */
export class ProviderFailure extends Error {
  constructor(readonly kind: ProviderFailureKind, readonly code: string, readonly status?: number) {
    super(`The telephone network: ${kind}, ${code}`)
    this.name = 'ProviderFailure'
  }
}
