import { type CallSituation, isCallOver } from '../../domain/telephony'
import { unreachable } from '../../domain/unreachable'
import { type CallEvent, type KeyedStep, LAST_ATTEMPT } from './callEvent'
import { ringableNumber } from './phoneNumbers'

/** What the caller is to hear next, without its words. `again` says that the keys before made no sense. */
export type CallAnswer =
  | { readonly kind: 'menu'; readonly open: boolean; readonly attempt: number }
  | { readonly kind: 'confirm_number'; readonly lastDigits: string; readonly attempt: number }
  | { readonly kind: 'key_number'; readonly attempt: number }
  | { readonly kind: 'ask_safety'; readonly attempt: number }
  | { readonly kind: 'callback_booked'; readonly open: boolean }
  | { readonly kind: 'record'; readonly why: 'chosen' | 'not_understood' | 'not_safe' }
  | { readonly kind: 'message_kept' }
  | { readonly kind: 'hang_up' }
  | { readonly kind: 'nothing' }

/**
 * The answer to an event of a call that stood at `call`. Rests on nothing of the call that later events change, but
 * whether it is over: see repeatAnswer.
 */
export function answerTo(call: CallSituation, event: CallEvent): CallAnswer {
  if (event.kind === 'recording' || event.kind === 'status') return { kind: 'nothing' }
  if (isCallOver(call.state)) return { kind: 'hang_up' }
  switch (event.kind) {
    case 'voice':
      return { kind: 'menu', open: isOpen(call), attempt: 1 }
    case 'menu':
      return afterMenu(call, event)
    case 'callback_confirm':
      return afterConfirm(call, event)
    case 'callback_number':
      return ringableNumber(event.digits) === undefined
        ? orTone(event, (attempt) => ({ kind: 'key_number', attempt }))
        : { kind: 'ask_safety', attempt: 1 }
    case 'callback_safety':
      return afterSafety(call, event)
    case 'message':
      return { kind: 'message_kept' }
    default:
      return unreachable(event)
  }
}

function afterMenu(call: CallSituation, step: KeyedStep): CallAnswer {
  switch (step.digits) {
    case '2':
      return askForNumber(call, 1)
    case '3':
      return { kind: 'record', why: 'chosen' }
    default:
      return orTone(step, (attempt) => ({ kind: 'menu', open: isOpen(call), attempt }))
  }
}

function afterConfirm(call: CallSituation, step: KeyedStep): CallAnswer {
  switch (step.digits) {
    case '1':
      return { kind: 'ask_safety', attempt: 1 }
    case '2':
      return { kind: 'key_number', attempt: 1 }
    default:
      return orTone(step, (attempt) => askForNumber(call, attempt))
  }
}

function afterSafety(call: CallSituation, step: KeyedStep): CallAnswer {
  switch (step.digits) {
    case '1':
      return { kind: 'callback_booked', open: isOpen(call) }
    case '2':
      return { kind: 'record', why: 'not_safe' }
    default:
      return orTone(step, (attempt) => ({ kind: 'ask_safety', attempt }))
  }
}

/** The number of the call, if it can be rung, is offered by its last three digits: enough to know it by. */
function askForNumber(call: CallSituation, attempt: number): CallAnswer {
  const own = call.from === undefined ? undefined : ringableNumber(call.from)
  return own === undefined ? { kind: 'key_number', attempt } : { kind: 'confirm_number', lastDigits: own.slice(-3), attempt }
}

/** One more presentation, and after the last the tone. */
const orTone = (step: KeyedStep, again: (attempt: number) => CallAnswer): CallAnswer =>
  step.attempt < LAST_ATTEMPT ? again(step.attempt + 1) : { kind: 'record', why: 'not_understood' }

const isOpen = (call: CallSituation): boolean => call.openOnArrival ?? true
