import { callStanding } from '../../domain/callStanding'
import { type CallSituation, callStateRank, type CallState } from '../../domain/telephony'
import type { OwedTask } from '../../domain/task'
import { type CallAnswer, answerTo } from './callAnswer'
import type { CallEvent } from './callEvent'
import { noteEvent } from './noteEvent'
import { type CallTargets, owedByCall } from './owedByCall'
import type { CallerId } from './phoneNumbers'

export interface CallFacts {
  readonly at: Date
  /** Counts only while nothing is known of the call: afterwards the call remembers how it was on arrival. */
  readonly open: boolean
  readonly caller: CallerId
  readonly targets: CallTargets
}

export interface CallDecision {
  readonly after: CallSituation
  /** All the cards that the call owes as it now stands. */
  readonly owedTasks: readonly OwedTask[]
  readonly answer: CallAnswer
  /** Triage would read the call differently now: not its mere progress, nor its length. */
  readonly newFacts: boolean
}

/**
 * Decides what a webhook means for a call: no clock, no store, no chance. The facts of a call only ever add up, and its
 * state follows from them, so the same webhooks in any order, however often, end in the same record.
 *
 * @param before the call as it stood; undefined when this is the first we hear of it
 */
export function decide(before: CallSituation | undefined, event: CallEvent, facts: CallFacts): CallDecision {
  const start = before ?? arrival(facts)
  const noted = noteEvent(start, event, facts.at)
  const after: CallSituation = { ...noted, state: stateOf(noted, event) }
  return {
    after,
    owedTasks: owedByCall(after, facts.targets),
    answer: answerTo(start, event),
    newFacts: before === undefined || callStanding(before) !== callStanding(after),
  }
}

/**
 * The answer that an event had when it first came, for a repeat of it. Answers rest on the state of that time and on
 * what a call never changes (its caller, the hours on arrival), so nothing more needs to be kept.
 */
export const repeatAnswer = (now: CallSituation, before: CallState | null, event: CallEvent): CallAnswer =>
  answerTo({ ...now, state: before ?? 'received' }, event)

const arrival = (facts: CallFacts): CallSituation => ({
  state: 'received',
  language: 'en',
  callerWithheld: facts.caller.withheld,
  openOnArrival: facts.open,
  ...(facts.caller.from !== undefined && { from: facts.caller.from }),
})

function stateOf(call: CallSituation, event: CallEvent): CallState {
  const chose = call.queuedAt !== undefined || call.messageAskedAt !== undefined
  if (call.endedAt) return chose ? 'ended' : 'abandoned_menu'
  let furthest: CallState = event.kind === 'menu' ? 'menu' : 'received'
  if (call.queuedAt) furthest = 'callback_asked'
  if (call.messageAskedAt) furthest = 'voicemail'
  return callStateRank(call.state) >= callStateRank(furthest) ? call.state : furthest
}
