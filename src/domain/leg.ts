import type { Adviser, Language } from './telephony'

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

/**
 * How a leg came out. Only `talked` and `accepted` (of an alert) are successes; after any other the next one is rung.
 * `caller_gone`: the worker was there, and the caller was not any more, or did not answer.
 */
export const LEG_OUTCOMES = [
  'talked', 'accepted', 'declined', 'no_key', 'busy', 'no_answer', 'failed', 'caller_gone', 'not_reached',
] as const
export type LegOutcome = (typeof LEG_OUTCOMES)[number]

/** How the network says that a call ended; the most telling first. */
export const LEG_ENDINGS = ['completed', 'busy', 'no-answer', 'failed', 'canceled'] as const
export type LegEnding = (typeof LEG_ENDINGS)[number]

/**
 * Why there was no call: the network refuses the number; it cannot be asked at the moment; it knows of no such call; the
 * matter was settled meanwhile.
 */
export const LEG_DROPPED = ['refused', 'network_away', 'not_found', 'not_wanted'] as const
export type LegDropped = (typeof LEG_DROPPED)[number]

/**
 * An urgent call, one that left a message which nobody has heard, a message that nobody has heard, an enquiry that nobody has accepted, a call-back that is overdue, or an
 * enquiry that no officer is on: whoever presses 1 accepts that, of an urgent call the enquiry, of a message to listen to it.
 */
export type AlertAbout = 'call' | 'call_with_message' | 'message' | 'enquiry' | 'callback' | 'second'

/** What the screening says of the matter. Nothing of the caller or the child: anybody may pick up a telephone. */
export type Screening =
  /** Who waits is looked up at the moment of saying it. */
  | { readonly kind: 'queue' }
  | { readonly kind: 'callback'; readonly reference: string; readonly language: Language; readonly mayNameUs: boolean }
  | { readonly kind: 'alert'; readonly reference: string; readonly about: AlertAbout }

/** What is known of a leg. Facts only add up, so the same webhooks in any order tell the same. */
export interface LegFacts {
  /** The network's name for it; absent until it is known. */
  readonly callSid?: string
  /** The network was asked and gave no clear answer. */
  readonly unclear?: true
  readonly answeredAt?: Date
  readonly key?: 'accepted' | 'declined' | 'no_key'
  /** The call that the worker was put through to. */
  readonly talk?: { readonly callSid: string; readonly since: Date }
  /** The worker and a caller spoke, as the end of it tells. */
  readonly talked?: true
  /** The worker was there, and no caller was. */
  readonly callerGone?: true
  readonly ending?: LegEnding
  /** Why it came to nothing before or without a call. */
  readonly dropped?: LegDropped
  /** When the first thing happened that ends a leg. */
  readonly overAt?: Date
}

/** One ringing of one member of staff. Its id is ours and stands in the addresses that the network posts to. */
export interface Leg extends LegFacts {
  readonly id: string
  readonly intakeId: string
  readonly adviser: Adviser
  readonly screening: Screening
  readonly startedAt: Date
  readonly state: LegState
  readonly outcome?: LegOutcome
}
