import type { CallSituation } from '../../domain/telephony'
import type { AnswerFacts, CallAnswer } from './callAnswer'
import { LAST_ATTEMPT, type MenuStep } from './callEvent'
import { askForNumber } from './callbackQuestions'
import { toTone } from './toldEarly'
import { isOpen, toPerson } from './toPerson'

/** What each key of the menu leads to. */
export function afterMenu(call: CallSituation, step: MenuStep, facts: AnswerFacts): CallAnswer {
  const open = isOpen(call)
  switch (step.digits) {
    case '1':
      return open ? toPerson(call, facts, 'nobody_free') : again(call, step, facts)
    case '2':
      return askForNumber(call, 1, false)
    case '3':
      return toTone(call, 'chosen')
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
