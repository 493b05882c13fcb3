import { type CallSituation, isCallOver } from '../../domain/telephony'
import { unreachable } from '../../domain/unreachable'
import { type CallbackStep, type CallEvent, LAST_ATTEMPT, type MenuStep, type QueueResult } from './callEvent'
import { ringableNumber } from './phoneNumbers'
import { waitInMinutes } from './waitInMinutes'

/** Why the caller is asked for a message. */
export type RecordReason = 'chosen' | 'not_understood' | 'not_safe' | 'nobody_free' | 'waited_long'

/**
 * What the caller is to hear next, without its words and without anything that they said: it is stored with the event.
 * `attempt` above 1 says that the keys before made no sense.
 */
export type CallAnswer =
  /** `urgent`: the key for a child in danger now is offered, which happens once, or was just pressed. */
  | { readonly kind: 'menu'; readonly open: boolean; readonly attempt: number; readonly urgent: 'offered' | 'noted' | 'not_offered' }
  | { readonly kind: 'confirm_number' | 'key_number' | 'ask_safety' | 'ask_time' | 'ask_other'; readonly attempt: number; readonly fromQueue: boolean }
  | { readonly kind: 'callback_booked'; readonly open: boolean }
  | { readonly kind: 'enqueue'; readonly urgent: boolean; readonly understood: boolean }
  | { readonly kind: 'wait'; readonly position: number; readonly minutes: number }
  | { readonly kind: 'wait_on' | 'leave_queue' | 'connected' | 'message_kept' | 'hang_up' | 'nothing' }
  | { readonly kind: 'record'; readonly why: RecordReason }

/** What an answer rests on besides the call itself; see CallFacts. */
export interface AnswerFacts {
  /** Whether anybody is there to be rung, busy or not. */
  readonly staffed: boolean
  /** Everybody was rung for this caller in vain. */
  readonly nobodyTookIt: boolean
  /** Seconds in the queue after which the caller is asked for a message. */
  readonly maxWaitSeconds: number
}

/** The answer to an event of a call that stood at `call`. */
export function answerTo(call: CallSituation, event: CallEvent, facts: AnswerFacts): CallAnswer {
  const meant = whatFollows(call, event, facts)
  return isCallOver(call.state) && meant.kind !== 'nothing' ? { kind: 'hang_up' } : meant
}

/** What an event leads to, whether or not the caller is still there to hear it. */
export function whatFollows(call: CallSituation, event: CallEvent, facts: AnswerFacts): CallAnswer {
  switch (event.kind) {
    case 'voice':
      return { kind: 'menu', open: isOpen(call), attempt: 1, urgent: 'offered' }
    case 'menu':
      return afterMenu(call, event, facts)
    case 'callback_confirm':
    case 'callback_number':
    case 'callback_safety':
    case 'callback_time':
    case 'callback_other':
      return afterCallbackStep(call, event, facts)
    case 'wait':
      return event.queueTime >= facts.maxWaitSeconds || !facts.staffed || facts.nobodyTookIt
        ? { kind: 'leave_queue' }
        : { kind: 'wait', position: event.position, minutes: waitInMinutes(event) }
    case 'queue_choice':
      return { kind: event.digits === '1' ? 'leave_queue' : 'wait_on' }
    case 'queue_left':
      return afterQueue(call, event.result)
    case 'connected':
      return { kind: 'connected' }
    case 'message':
      return { kind: 'message_kept' }
    case 'recording':
    case 'status':
      return { kind: 'nothing' }
    default:
      return unreachable(event)
  }
}

function afterMenu(call: CallSituation, step: MenuStep, facts: AnswerFacts): CallAnswer {
  const open = isOpen(call)
  switch (step.digits) {
    case '1':
      return open ? toPerson(call, facts, 'nobody_free') : again(call, step, facts)
    case '2':
      return askForNumber(call, 1, false)
    case '3':
      return { kind: 'record', why: 'chosen' }
    case '8':
      return step.language === 'en' ? { kind: 'menu', open, attempt: 1, urgent: call.urgentAt ? 'not_offered' : 'offered' } : again(call, step, facts)
    case '9':
      return open ? toPerson({ ...call, urgentAt: new Date(0) }, facts, 'nobody_free') : { kind: 'menu', open, attempt: 1, urgent: 'noted' }
    default:
      return again(call, step, facts)
  }
}

/** One more presentation, and after the last a person. */
const again = (call: CallSituation, { attempt }: MenuStep, facts: AnswerFacts): CallAnswer =>
  attempt < LAST_ATTEMPT
    ? { kind: 'menu', open: isOpen(call), attempt: attempt + 1, urgent: 'not_offered' }
    : toPerson(call, facts, 'not_understood')

/** To the queue as long as somebody may take the call; otherwise to the tone at once: nobody is left ringing for ever. */
const toPerson = (call: CallSituation, { staffed }: AnswerFacts, why: 'nobody_free' | 'not_understood'): CallAnswer =>
  isOpen(call) && staffed
    ? { kind: 'enqueue', urgent: call.urgentAt !== undefined, understood: why !== 'not_understood' }
    : { kind: 'record', why: isOpen(call) ? 'nobody_free' : why }

function afterCallbackStep(call: CallSituation, step: CallbackStep, facts: AnswerFacts): CallAnswer {
  const { fromQueue } = step
  const ask = (kind: 'key_number' | 'ask_safety' | 'ask_time' | 'ask_other', attempt = 1): CallAnswer => ({ kind, attempt, fromQueue })
  const orPerson = (next: (attempt: number) => CallAnswer): CallAnswer => {
    if (step.attempt < LAST_ATTEMPT) return next(step.attempt + 1)
    // Whoever comes from the queue has waited already.
    return fromQueue ? { kind: 'record', why: 'not_understood' } : toPerson(call, facts, 'not_understood')
  }
  /** A question that may stay open. */
  const orOn = (kind: 'ask_time' | 'ask_other', on: CallAnswer): CallAnswer => (step.attempt < LAST_ATTEMPT ? ask(kind, step.attempt + 1) : on)
  const booked: CallAnswer = { kind: 'callback_booked', open: isOpen(call) }
  switch (step.kind) {
    case 'callback_confirm':
      if (step.digits === '1') return ask('ask_safety')
      return step.digits === '2' ? ask('key_number') : orPerson((attempt) => askForNumber(call, attempt, fromQueue))
    case 'callback_number':
      return ringableNumber(step.digits) === undefined ? orPerson((attempt) => ask('key_number', attempt)) : ask('ask_safety')
    case 'callback_safety':
      if (step.digits === '1') return ask('ask_time')
      return step.digits === '2' ? { kind: 'record', why: 'not_safe' } : orPerson((attempt) => ask('ask_safety', attempt))
    case 'callback_time':
      return /^[1-4]$/.test(step.digits) ? ask('ask_other') : orOn('ask_time', ask('ask_other'))
    case 'callback_other':
      return /^[12]$/.test(step.digits) ? booked : orOn('ask_other', booked)
    default:
      return unreachable(step.kind)
  }
}

function afterQueue(call: CallSituation, result: QueueResult): CallAnswer {
  switch (result) {
    case 'bridged':
    case 'hangup':
      return { kind: 'hang_up' }
    case 'leave':
      return call.callback?.askedInQueue ? askForNumber(call, 1, true) : { kind: 'record', why: 'waited_long' }
    // Somebody moved the call on purpose: what it hears next is theirs to say.
    case 'redirected':
      return { kind: 'hang_up' }
    case 'failed':
      return { kind: 'record', why: 'nobody_free' }
    default:
      return unreachable(result)
  }
}

/** The number of the call, if it can be rung, is offered by its last digits. */
const askForNumber = (call: CallSituation, attempt: number, fromQueue: boolean): CallAnswer =>
  ({ kind: ownNumber(call) === undefined ? 'key_number' : 'confirm_number', attempt, fromQueue })

/** The number that the call came from, if it can be rung, in E.164. */
export const ownNumber = ({ from }: Pick<CallSituation, 'from'>): string | undefined => (from === undefined ? undefined : ringableNumber(from))

const isOpen = (call: CallSituation): boolean => call.openOnArrival ?? true
