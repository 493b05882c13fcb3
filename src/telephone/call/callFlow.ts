import { callStanding } from '../../domain/callStanding'
import { type CallSituation, callStateRank, type CallState } from '../../domain/telephony'
import type { OwedTask } from '../../domain/task'
import { type AnswerFacts, type CallAnswer, heardOf } from './callAnswer'
import type { CallEvent } from './callEvent'
import { noteEvent } from './noteEvent'
import { type CallTargets, cardsOwedByCall } from './cardsOwedByCall'
import { stepsDueBy } from './stepsDueBy'
import type { CallerId } from './phoneNumbers'
import type { DueSteps } from './ports'
import { whatFollows } from './whatFollows'

export interface CallFacts extends AnswerFacts {
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
  /** Steps of work that fall due by this event: triage, say, when it would read the call differently now. */
  readonly due: DueSteps
  readonly answer: CallAnswer
}

/**
 * Decides what a webhook means for a call: no clock, no store, no chance. The facts of a call only ever add up, and its
 * final state follows from them, so the same webhooks in any order, however often, end in the same record.
 *
 * @param before the call as it stood; undefined when this is the first we hear of it
 */
export function decide(before: CallSituation | undefined, event: CallEvent, facts: CallFacts): CallDecision {
  const start = before ? withNumber(before, facts.caller) : arrival(facts)
  const led = whatFollows(start, event, facts)
  const noted = noteEvent(start, event, facts.at, led)
  const after: CallSituation = { ...noted, state: stateOf(noted, event, led) }
  const owedTasks = cardsOwedByCall(after, facts.targets)
  const newFacts = before === undefined || readAs(before) !== readAs(after)
  return {
    after,
    owedTasks,
    due: { ...stepsDueBy(before, after, facts), ...(newFacts && { triage: facts.at }) },
    answer: heardOf(start, led),
  }
}

/** The network tells of a recording without saying whose call it was: the first webhook that does is believed. */
const withNumber = (call: CallSituation, { from }: CallerId): CallSituation =>
  call.from === undefined && from !== undefined ? { ...call, from, callerWithheld: false } : call

/** All that triage reads of a call. */
const readAs = (call: CallSituation): string => `${callStanding(call)}:${call.urgentAt !== undefined}`

const arrival = (facts: CallFacts): CallSituation => ({
  state: 'received',
  language: 'en',
  callerWithheld: facts.caller.withheld,
  openOnArrival: facts.open,
  recordings: [],
  ...(facts.caller.from !== undefined && { from: facts.caller.from }),
})

function stateOf(call: CallSituation, event: CallEvent, led: CallAnswer): CallState {
  if (call.endedAt) return finalState(call)
  if (call.conversationEndedAt) return 'wrap_up'
  if (call.conversation) return 'connected'
  const furthest = reachedBy(call, event, led)
  // Whoever comes to the queue from questions about a call-back that came to nothing waits for an adviser after all.
  const waitsAgain = led.kind === 'enqueue' && call.state === 'callback_asked'
  return waitsAgain || callStateRank(call.state) < callStateRank(furthest) ? furthest : call.state
}

function reachedBy(call: CallSituation, event: CallEvent, led: CallAnswer): CallState {
  if (led.kind === 'enqueue' || led.kind === 'wait') return 'queued'
  if (led.kind === 'record' || call.messageAskedAt) return 'voicemail'
  if (call.callback) return 'callback_asked'
  if (call.adviserAskedAt) return 'queued'
  return event.kind === 'menu' ? 'menu' : 'received'
}

/** The state of a call that is over follows from its facts alone. */
function finalState({ conversation, conversationEndedAt, callback, recordings, messageAskedAt, adviserAskedAt }: CallSituation): CallState {
  if (conversation || conversationEndedAt || callback || recordings.some(({ status }) => status !== 'absent')) return 'ended'
  if (messageAskedAt) return 'abandoned_recording'
  return adviserAskedAt ? 'abandoned_queue' : 'abandoned_menu'
}
