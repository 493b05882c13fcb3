import type { Clock } from '../../domain/clock'
import { isSameCard, type OwedTask } from '../../domain/task'
import type { CallState, Language } from '../../domain/telephony'
import { type CallAnswer, tellsReference } from './callAnswer'
import { type CallEvent, eventKey } from './callEvent'
import { type CallDecision, type CallFacts, decide } from './callFlow'
import { type CallTargets, cardsOwedByCall } from './cardsOwedByCall'
import type { CallerId } from './phoneNumbers'
import type { CallChange, CallEventEntry, CallLedger, StoredCall } from './ports'

export interface CallDeps {
  readonly ledger: CallLedger
  readonly now: Clock
  readonly isOpen: (at: Date) => boolean
  /** Whether anybody is on duty to be rung, busy or not. */
  readonly isStaffed: (at: Date) => Promise<boolean>
  /** Seconds in the queue after which a caller is asked for a message. */
  readonly maxWaitSeconds: number
  readonly targets: CallTargets
  /** Whether texts can be sent. @defaultValue false */
  readonly textsOffered?: boolean
}

export interface CallInput<E extends CallEvent = CallEvent> {
  readonly callSid: string
  readonly caller: CallerId
  readonly event: E
  /** When it happened, for what reaches us later: from the spool, or from the network's lists. @defaultValue now */
  readonly at?: Date
}

export interface CallReply {
  readonly answer: CallAnswer
  readonly reference: string
  /** Where the call stands now. */
  readonly state: CallState
  /** What the caller hears. */
  readonly language: Language
  /** The caller's number, to be read back to them in part. */
  readonly from?: string
  /** This event made the enquiry. */
  readonly created: boolean
}

/** Two webhooks of one call are seldom under way together; more than this means that something else is wrong. */
const TRIES = 8

/** Webhooks of one call kept overtaking this one; the network is told to try again. */
export class CallContention extends Error {}

/** An event of a call that is most likely new: written first, in one insert, and only then looked at twice. */
export async function openWithEvent(deps: CallDeps, input: CallInput): Promise<CallReply> {
  return open(deps, input, await isStaffedFor(deps, input))
}

/** An event of a call that is most likely known; a call that is not gets its enquiry all the same: it reached us. */
export async function continueWithEvent(deps: CallDeps, input: CallInput): Promise<CallReply> {
  const [call, staffed] = await Promise.all([deps.ledger.findCall(input.callSid), isStaffedFor(deps, input)])
  return call ? settle(deps, input, call, staffed) : open(deps, input, staffed)
}

/** Asked only where the answer may turn on it. */
const isStaffedFor = async (deps: CallDeps, { event }: CallInput): Promise<boolean> =>
  event.kind === 'menu' || event.kind === 'wait' || event.kind.startsWith('callback_') ? deps.isStaffed(deps.now()) : true

async function open(deps: CallDeps, input: CallInput, staffed: boolean): Promise<CallReply> {
  const at = input.at ?? deps.now()
  const decision = decide(undefined, input.event, factsAt(deps, input, { at, staffed, nobodyTookIt: false }))
  const { created, call } = await deps.ledger.openCall({
    callSid: input.callSid,
    at,
    situation: decision.after,
    event: entry(input, at, decision.answer),
    owedTasks: decision.owedTasks,
    due: decision.due,
  })
  return created ? { ...reply(call, decision.answer), created } : settle(deps, input, call, staffed)
}

/** Applies an event to a known call, once: a repeat changes nothing and hears what was said before. */
async function settle(deps: CallDeps, input: CallInput, known: StoredCall, staffed: boolean): Promise<CallReply> {
  const { event, callSid } = input
  const key = eventKey(event)
  let call = known
  for (let tries = 0; tries < TRIES; tries += 1) {
    const seen = call.events.find((one) => one.key === key)
    if (seen) {
      // The first copy was written after all, but after the deadline: its caller had been told nothing of the reference.
      if (input.at && !seen.late && tellsReference(seen.answer)) await deps.ledger.markLate(callSid, key)
      return reply(call, seen.answer)
    }

    const at = input.at ?? deps.now()
    const facts = factsAt(deps, input, { at, staffed, nobodyTookIt: call.nobodyTookIt })
    const decision = decide(call.situation, event, facts)
    const change = changeBy(decision, call, entry(input, at, decision.answer), facts.targets)
    if (await deps.ledger.applyEvent(callSid, call.version, change)) {
      return reply({ ...call, situation: decision.after }, decision.answer)
    }

    call = (await deps.ledger.findCall(callSid)) ?? call
  }
  throw new CallContention('The webhooks of one call overtook each other too often.')
}

function reply({ reference, situation: { state, language, from } }: StoredCall, answer: CallAnswer): CallReply {
  return { answer, reference, state, language, created: false, ...(from !== undefined && { from }) }
}

function changeBy(decision: CallDecision, call: StoredCall, event: CallEventEntry, targets: CallTargets): CallChange {
  const before = cardsOwedByCall(call.situation, targets)
  const after = decision.owedTasks
  const notAmong = (cards: readonly OwedTask[]) => (one: OwedTask): boolean => !cards.some((other) => isSameCard(one, other))
  return {
    event,
    before: call.situation,
    after: decision.after,
    // A card whose time has changed is another: the one goes, the other comes.
    owe: after.filter(notAmong(before)),
    noLongerOwe: before.filter(notAmong(after)),
    due: decision.due,
  }
}

const entry = ({ event, at: happenedAt }: CallInput, at: Date, answer: CallAnswer): CallEventEntry =>
  ({ key: eventKey(event), at, answer, late: happenedAt !== undefined })

const factsAt = (
  deps: CallDeps, { caller }: CallInput, now: { readonly at: Date; readonly staffed: boolean; readonly nobodyTookIt: boolean },
): CallFacts => ({
  ...now,
  caller,
  open: deps.isOpen(now.at),
  maxWaitSeconds: deps.maxWaitSeconds,
  targets: deps.targets,
  ...(deps.textsOffered && { textsOffered: true }),
})
