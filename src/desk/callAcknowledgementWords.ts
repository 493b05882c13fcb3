import type { Acknowledgement } from '../domain/acknowledgement'
import type { PhoneIntake } from '../domain/intake'
import { isCallOver } from '../domain/telephony'
import { londonDateTime } from './londonTime'

/** Reasons, by their code, for which the bare code would say too little. */
const REASONS: Readonly<Record<string, string>> = {
  refused_by_network: 'the telephone network refused it',
  undelivered: 'the telephone network could not deliver it',
  too_late: 'too long had passed since they said that it was safe',
  not_set_up: 'no sender of texts is set',
  rate_limited: 'this number has had as many as may be sent for now',
  rate_limited_for_all: 'more were due at once than may be sent in an hour',
}

const reasonWords = (code = 'no reason was recorded'): string => REASONS[code] ?? code.replaceAll('_', ' ')

/** Whether the caller knows the reference, and what became of the text that they asked for. */
export function callAcknowledgementWords({ telephony, acknowledgement }: Pick<PhoneIntake, 'telephony' | 'acknowledgement'>): string {
  return [toldWords(telephony), ...textWords(acknowledgement)].join(' ')
}

function toldWords({ referenceTold, referenceUnspoken, state }: PhoneIntake['telephony']): string {
  if (referenceTold) return 'The reference was read out to the caller.'
  // After a talk it is read out to whoever has not rung off themselves.
  const isOver = isCallOver(state) && state !== 'wrap_up'
  if (isOver && referenceUnspoken) return 'Nobody read the reference to the caller, for the call reached us later than it was made: they have none.'
  return isOver ? 'The caller did not stay to hear the reference, as far as we know.' : 'Whoever stays on the line hears the reference.'
}

function textWords({ state, reason, sentAt, deliveredAt, attempts }: Acknowledgement): readonly string[] {
  switch (state) {
    case 'not_due':
      return []
    case 'pending':
      return [attempts === 0 ? 'They asked for it by text: waiting to be sent.' : 'They asked for it by text: not sent yet, and it will be tried again.']
    case 'sending':
      return ['They asked for it by text: being sent.']
    case 'sent':
      return [`${sentAt ? `Sent by text on ${londonDateTime(sentAt)}` : 'Sent by text'}${deliveredAt ? ', and delivered' : '; that it was delivered is not known'}.`]
    case 'suppressed':
      return [`They asked for it by text, which was held back: ${reasonWords(reason)}.`]
    case 'unknown':
      return ['They asked for it by text: it is not known whether that was sent.']
    case 'bounced':
    case 'failed':
      return [`They asked for it by text, which could not be sent: ${reasonWords(reason)}.`]
    default:
      return state satisfies never
  }
}
