import type { CallSituation } from '../../domain/telephony'
import type { AnswerFacts, CallAnswer } from './callAnswer'
import { toTone } from './toldEarly'

/** To the queue as long as somebody may take the call; otherwise to the tone at once: nobody is left ringing for ever. */
export const toPerson = (call: CallSituation, { staffed }: AnswerFacts, why: 'nobody_free' | 'not_understood'): CallAnswer =>
  isOpen(call) && staffed
    ? { kind: 'enqueue', urgent: call.urgentAt !== undefined, understood: why !== 'not_understood' }
    : toTone(call, isOpen(call) ? 'nobody_free' : why)

/** As it was on arrival, though the service opens or closes during the call. */
export const isOpen = (call: CallSituation): boolean => call.openOnArrival ?? true
