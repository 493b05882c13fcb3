import type { Adviser } from './telephony'

/**
 * Why a member of staff is rung: a caller waits in the queue; a caller is to be rung back; a message waits that somebody
 * must hear now.
 */
export const LEG_PURPOSES = ['queue', 'callback', 'alert'] as const
export type LegPurpose = (typeof LEG_PURPOSES)[number]

/**
 * Where a worker's leg stands, least advanced first. `submitting`: we are about to ask the network; `unknown`: we asked
 * and got no clear answer, and nobody is rung in place of it until the network was asked again; `talking`: with the
 * caller. `over` is terminal.
 */
export const LEG_STATES = ['submitting', 'unknown', 'ringing', 'answered', 'accepted', 'talking', 'over'] as const
export type LegState = (typeof LEG_STATES)[number]

/** How a leg came out. Only `talked` and `accepted` (of an alert) are successes; after any other the next one is rung. */
export const LEG_OUTCOMES = [
  'talked', 'accepted', 'declined', 'no_key', 'busy', 'no_answer', 'failed', 'caller_gone', 'not_reached',
] as const
export type LegOutcome = (typeof LEG_OUTCOMES)[number]

/** One ringing of one member of staff. Its id is ours and stands in the addresses that the network posts to. */
export interface Leg {
  readonly id: string
  readonly purpose: LegPurpose
  readonly intakeId: string
  readonly adviser: Adviser
  readonly state: LegState
  /** The network's name for it; absent until it is known. */
  readonly callSid?: string
  readonly startedAt: Date
  readonly outcome?: LegOutcome
  readonly overAt?: Date
}
