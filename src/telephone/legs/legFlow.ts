import { earliest } from '../../domain/earliest'
import { type AlertAbout, type Leg, LEG_DROPPED, LEG_ENDINGS, type LegFacts, type LegOutcome, type LegState } from '../../domain/leg'
import type { Language } from '../../domain/telephony'
import { unreachable } from '../../domain/unreachable'
import { type LegEvent, LAST_ROUND } from './legEvent'

/** Why a worker's call ends here. */
export type LegFarewell = 'declined' | 'no_key' | 'caller_gone' | 'not_reached' | 'noted' | 'seen_to' | 'over'

/** What the worker is to hear next, without its words. Holds nothing that a caller said. */
export type LegAnswer =
  | { readonly kind: 'screen_queue'; readonly urgent: boolean; readonly language: Language }
  | { readonly kind: 'screen_callback'; readonly reference: string; readonly language: Language; readonly mayNameUs: boolean }
  | { readonly kind: 'screen_alert'; readonly reference: string; readonly about: AlertAbout }
  | { readonly kind: 'join_queue'; readonly queue: 'urgent' | 'ordinary'; readonly round: number }
  | { readonly kind: 'ring_caller' }
  | { readonly kind: 'hang_up'; readonly why: LegFarewell }
  | { readonly kind: 'nothing' }

/** The callers of the moment, as far as a leg's answer rests on them. */
export interface LegSurroundings {
  readonly at: Date
  /** Whom the screening announces: the caller that the leg was begun for or, when they are gone, the first who waits. */
  readonly announced?: { readonly urgent: boolean; readonly language: Language }
  /** Whether the first who waits is an urgent caller; absent when nobody waits. */
  readonly firstIsUrgent?: boolean
  /** The queue that the worker looked in already, and found nobody. */
  readonly lookedIn?: 'urgent' | 'ordinary'
  /** Whether the urgent call that the worker was woken for is seen to by somebody else meanwhile. @defaultValue false */
  readonly isSeenTo?: boolean
}

export interface LegDecision {
  readonly after: Leg
  readonly answer: LegAnswer
}

/**
 * Decides what is told of a worker's leg: no clock, no store, no chance. Facts only add up and the state and outcome
 * follow from them, so any order and any repetition ends in the same leg. A leg that is over stays over; how it came out
 * may still be learnt better.
 */
export function decideLeg(leg: Leg, event: LegEvent, now: LegSurroundings): LegDecision {
  const led = whatFollows(leg, event, now)
  const heard = note(leg, event, now.at)
  const noted: Leg = led.kind === 'hang_up' && led.why === 'caller_gone' ? { ...heard, callerGone: true } : heard
  const overAt = ends(event, led) ? earliest(leg.overAt, now.at) : leg.overAt
  const facts: Leg = overAt ? { ...noted, overAt } : noted
  const after: Leg = overAt ? { ...facts, state: 'over', outcome: outcomeOf(facts) } : { ...facts, state: stateOf(facts) }
  return { after, answer: leg.state === 'over' && led.kind !== 'nothing' ? { kind: 'hang_up', why: 'over' } : led }
}

function whatFollows(leg: Leg, event: LegEvent, now: LegSurroundings): LegAnswer {
  switch (event.kind) {
    case 'answered':
      return screening(leg, now)
    case 'key':
      if (event.digits !== '1') return { kind: 'hang_up', why: event.digits === '' ? 'no_key' : 'declined' }
      return afterAccepting(leg, now)
    case 'parted':
      if (event.talked) return { kind: 'hang_up', why: 'over' }
      if (leg.screening.kind !== 'queue') return { kind: 'hang_up', why: 'not_reached' }
      if (event.round >= LAST_ROUND) return { kind: 'hang_up', why: 'caller_gone' }
      return joinQueue(now, event.round + 1)
    case 'placed':
    case 'unclear':
    case 'dropped':
    case 'connected':
    case 'status':
      return { kind: 'nothing' }
    default:
      return unreachable(event)
  }
}

function screening({ screening: said }: Leg, { announced }: LegSurroundings): LegAnswer {
  switch (said.kind) {
    case 'queue':
      return announced ? { kind: 'screen_queue', ...announced } : { kind: 'hang_up', why: 'caller_gone' }
    case 'callback':
      return { kind: 'screen_callback', reference: said.reference, language: said.language, mayNameUs: said.mayNameUs }
    case 'alert':
      return { kind: 'screen_alert', reference: said.reference, about: said.about }
    default:
      return unreachable(said)
  }
}

function afterAccepting({ screening: said }: Leg, now: LegSurroundings): LegAnswer {
  switch (said.kind) {
    case 'queue':
      return joinQueue(now, 1)
    case 'callback':
      return { kind: 'ring_caller' }
    case 'alert':
      return { kind: 'hang_up', why: now.isSeenTo === true ? 'seen_to' : 'noted' }
    default:
      return unreachable(said)
  }
}

/**
 * The network serves each queue in its order; the urgent one comes first. Our record of an urgent caller may outlive the
 * call, so whoever found nobody in the urgent queue looks in the other one: its callers must not wait behind a record.
 */
function joinQueue({ firstIsUrgent, lookedIn }: LegSurroundings, round: number): LegAnswer {
  if (firstIsUrgent === undefined) return { kind: 'hang_up', why: 'caller_gone' }
  return { kind: 'join_queue', queue: firstIsUrgent && lookedIn !== 'urgent' ? 'urgent' : 'ordinary', round }
}

const KEY_RANK = { no_key: 0, declined: 1, accepted: 2 } as const

function note(leg: Leg, event: LegEvent, at: Date): Leg {
  switch (event.kind) {
    case 'placed':
      return named(leg, event.callSid)
    case 'unclear':
      return { ...leg, unclear: true }
    case 'dropped':
      return { ...leg, dropped: firstOf(LEG_DROPPED, leg.dropped, event.why) }
    case 'answered':
      return { ...named(leg, event.callSid), answeredAt: earliest(leg.answeredAt, at) }
    case 'key': {
      const key = event.digits === '1' ? 'accepted' : event.digits === '' ? 'no_key' : 'declined'
      const answered = { ...named(leg, event.callSid), answeredAt: earliest(leg.answeredAt, at) }
      return leg.key && KEY_RANK[leg.key] >= KEY_RANK[key] ? answered : { ...answered, key }
    }
    case 'connected':
      return withTalk(leg, { callSid: event.callerSid, since: at })
    case 'parted':
      return event.talked ? { ...leg, talked: true } : leg
    case 'status': {
      const known = named(leg, event.callSid)
      if (event.status === 'under_way') return known
      if (event.status === 'answered') return { ...known, answeredAt: earliest(leg.answeredAt, at) }
      return { ...known, ending: firstOf(LEG_ENDINGS, leg.ending, event.status) }
    }
    default:
      return unreachable(event)
  }
}

const named = (leg: Leg, callSid: string): Leg => ({ ...leg, callSid: leg.callSid ?? callSid })

function withTalk(leg: Leg, heard: NonNullable<LegFacts['talk']>): Leg {
  const known = leg.talk
  const first = known && (known.since < heard.since || (known.since.getTime() === heard.since.getTime() && known.callSid <= heard.callSid))
  return first ? leg : { ...leg, talk: heard }
}

/** Whether this ends a leg, whatever came before. */
function ends(event: LegEvent, led: LegAnswer): boolean {
  if (led.kind === 'hang_up' || event.kind === 'dropped') return true
  return event.kind === 'status' && event.status !== 'under_way' && event.status !== 'answered'
}

function stateOf({ talk, key, answeredAt, callSid, unclear }: Leg): LegState {
  if (talk) return 'talking'
  if (key === 'accepted') return 'accepted'
  if (answeredAt) return 'answered'
  if (callSid !== undefined) return 'ringing'
  return unclear ? 'unknown' : 'submitting'
}

const ACCEPTED_AND_NO_TALK = { alert: 'accepted', callback: 'not_reached', queue: 'caller_gone' } as const

/** Read from the facts alone. A machine picks up and presses no key; so does somebody who hangs up at once. */
function outcomeOf({ screening: said, talk, talked, key, callerGone, dropped, answeredAt, ending }: Leg): LegOutcome {
  if (talk ?? talked) return 'talked'
  if (key === 'accepted') return ACCEPTED_AND_NO_TALK[said.kind]
  if (key) return key
  if (callerGone || dropped === 'not_wanted') return 'caller_gone'
  if (ending === 'completed') return answeredAt ? 'no_key' : 'no_answer'
  if (ending === 'busy') return 'busy'
  if (ending === 'no-answer') return 'no_answer'
  if (ending) return 'failed'
  return dropped === 'not_found' ? 'not_reached' : 'failed'
}

/** The one that stands first in the list, so that the order of arrival does not matter. */
const firstOf = <T>(order: readonly T[], known: T | undefined, heard: T): T =>
  known === undefined || order.indexOf(heard) < order.indexOf(known) ? heard : known
