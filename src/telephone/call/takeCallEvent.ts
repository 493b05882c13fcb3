import type { Clock } from '../../domain/clock'
import type { CallEventEntry, CallState } from '../../domain/telephony'
import type { CallAnswer } from './callAnswer'
import { type CallEvent, eventKey } from './callEvent'
import { type CallDecision, type CallFacts, decide, repeatAnswer } from './callFlow'
import { type CallTargets, owedByCall } from './owedByCall'
import type { CallerId } from './phoneNumbers'
import type { CallChange, CallLedger, StoredCall } from './ports'

export interface CallDeps {
  readonly ledger: CallLedger
  readonly now: Clock
  readonly isOpen: (at: Date) => boolean
  readonly targets: CallTargets
}

export interface CallInput<E extends CallEvent = CallEvent> {
  readonly callSid: string
  readonly caller: CallerId
  readonly event: E
}

export interface CallReply {
  readonly answer: CallAnswer
  readonly reference: string
  /** Where the call stands now. */
  readonly state: CallState
}

/** Two webhooks of one call are seldom under way together; more than this means that something else is wrong. */
const TRIES = 8

/** Webhooks of one call kept overtaking this one; the network is told to try again. */
export class CallContention extends Error {}

/** An event of a call that is most likely new: written first, in one insert, and only then looked at twice. */
export async function openWithEvent(deps: CallDeps, input: CallInput): Promise<CallReply> {
  const at = deps.now()
  const decision = decide(undefined, input.event, factsAt(deps, input, at))
  const { created, call } = await deps.ledger.openCall({
    callSid: input.callSid,
    at,
    situation: decision.after,
    event: entry(input.event, at, undefined),
    owedTasks: decision.owedTasks,
  })
  const { reference, situation } = call
  return created ? { answer: decision.answer, reference, state: situation.state } : settle(deps, input, call)
}

/** An event of a call that is most likely known; a call that is not gets its enquiry all the same: it reached us. */
export async function continueWithEvent(deps: CallDeps, input: CallInput): Promise<CallReply> {
  const call = await deps.ledger.findCall(input.callSid)
  return call ? settle(deps, input, call) : openWithEvent(deps, input)
}

/** Applies an event to a known call, once: a repeat changes nothing and hears what was said before. */
async function settle(deps: CallDeps, input: CallInput, known: StoredCall): Promise<CallReply> {
  const { event, callSid } = input
  const key = eventKey(event)
  let call = known
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { reference, situation } = call
    const seen = call.events.find((one) => one.key === key)
    if (seen) return { answer: repeatAnswer(situation, seen.before, event), reference, state: situation.state }

    const at = deps.now()
    const facts = factsAt(deps, input, at)
    const decision = decide(situation, event, facts)
    const change = changeBy(decision, call, entry(event, at, call), facts.targets)
    if (await deps.ledger.applyEvent(callSid, call.version, change)) {
      return { answer: decision.answer, reference, state: decision.after.state }
    }

    call = (await deps.ledger.findCall(callSid)) ?? call
  }
  throw new CallContention('The webhooks of one call overtook each other too often.')
}

function changeBy(decision: CallDecision, call: StoredCall, event: CallEventEntry, targets: CallTargets): CallChange {
  const before = owedByCall(call.situation, targets).map(({ kind }) => kind)
  const after = decision.owedTasks.map(({ kind }) => kind)
  return {
    event,
    after: decision.after,
    owe: decision.owedTasks.filter(({ kind }) => !before.includes(kind)),
    noLongerOwe: before.filter((kind) => !after.includes(kind)),
    retriage: decision.newFacts,
  }
}

const entry = (event: CallEvent, at: Date, call: StoredCall | undefined): CallEventEntry => ({
  key: eventKey(event),
  at,
  before: call?.situation.state ?? null,
})

const factsAt = (deps: CallDeps, { caller }: CallInput, at: Date): CallFacts => ({
  at,
  caller,
  open: deps.isOpen(at),
  targets: deps.targets,
})
