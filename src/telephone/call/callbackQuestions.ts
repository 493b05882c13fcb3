import type { CallSituation } from '../../domain/telephony'
import { unreachable } from '../../domain/unreachable'
import type { AnswerFacts, CallAnswer } from './callAnswer'
import { type CallbackStep, LAST_ATTEMPT } from './callEvent'
import { ringableNumber } from './phoneNumbers'
import { offeringText } from './textOffer'
import { toTone } from './toldEarly'
import { isOpen, toPerson } from './toPerson'

/** The questions to a caller who is to be rung back, one after the other, and what each answer leads to. */
export function afterCallbackStep(call: CallSituation, step: CallbackStep, facts: AnswerFacts): CallAnswer {
  const { fromQueue } = step
  const ask = (kind: 'key_number' | 'ask_safety' | 'ask_time' | 'ask_other', attempt = 1): CallAnswer => ({ kind, attempt, fromQueue })
  const orPerson = (next: (attempt: number) => CallAnswer): CallAnswer => {
    if (step.attempt < LAST_ATTEMPT) return next(step.attempt + 1)
    // Whoever comes from the queue has waited already.
    return fromQueue ? toTone(call, 'not_understood') : toPerson(call, facts, 'not_understood')
  }
  /** A question that may stay open. */
  const orOn = (kind: 'ask_time' | 'ask_other', on: CallAnswer): CallAnswer => (step.attempt < LAST_ATTEMPT ? ask(kind, step.attempt + 1) : on)
  const booked: CallAnswer = { kind: 'callback_booked', open: isOpen(call), ...offeringText(call, facts) }
  switch (step.kind) {
    case 'callback_confirm':
      if (step.digits === '1') return ask('ask_safety')
      return step.digits === '2' ? ask('key_number') : orPerson((attempt) => askForNumber(call, attempt, fromQueue))
    case 'callback_number':
      return ringableNumber(step.digits) === undefined ? orPerson((attempt) => ask('key_number', attempt)) : ask('ask_safety')
    case 'callback_safety':
      if (step.digits === '1') return ask('ask_time')
      return step.digits === '2' ? toTone(call, 'not_safe') : orPerson((attempt) => ask('ask_safety', attempt))
    case 'callback_time':
      return /^[1-4]$/.test(step.digits) ? ask('ask_other') : orOn('ask_time', ask('ask_other'))
    case 'callback_other':
      return /^[12]$/.test(step.digits) ? booked : orOn('ask_other', booked)
    default:
      return unreachable(step.kind)
  }
}

/** The number of the call, if it can be rung, is offered by its last digits. */
export const askForNumber = (call: CallSituation, attempt: number, fromQueue: boolean): CallAnswer =>
  ({ kind: ownNumber(call) === undefined ? 'key_number' : 'confirm_number', attempt, fromQueue })

/** The number that the call came from, if it can be rung, in E.164. */
export const ownNumber = ({ from }: Pick<CallSituation, 'from'>): string | undefined => (from === undefined ? undefined : ringableNumber(from))
