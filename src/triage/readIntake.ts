import { isMachineAnswer } from '../domain/email'
import type { EmailIntake, Intake } from '../domain/intake'
import { isLowered } from '../domain/priority'
import type { Reading } from '../domain/triage'
import { readCall } from './readCall'
import { readContact } from './readContact'
import type { Rules } from './rules/rules'

const withOutcome = (reading: Reading, { priority, reason }: { priority: Reading['priority']; reason: string }): Reading =>
  ({ ...reading, priority, reasons: [reason] })

function readEmail(rules: Rules, { email, receivedAt }: EmailIntake): Reading {
  const { special } = rules.priorities
  const from = email.from && `${email.from.name} <${email.from.address}>`
  const reading = readContact(rules, {
    channel: 'email', receivedAt, subject: email.subject, text: email.text, ...(from !== undefined && { from }),
  })
  if (isMachineAnswer(email.automatic)) {
    return { ...withOutcome(reading, special.automatic), category: 'other', indicators: [], signals: {} }
  }
  // What could be saved of an unreadable message may still show danger; a person must look in any case.
  const isTooLow = email.unreadable !== undefined && isLowered(special.mustLook.priority, reading.priority)
  return isTooLow ? withOutcome(reading, special.mustLook) : reading
}

/** Reads an enquiry by the rules of its channel. */
export function readIntake(rules: Rules, intake: Intake): Reading {
  switch (intake.channel) {
    case 'phone': return readCall(intake.telephony)
    case 'email': return readEmail(rules, intake)
    default: return intake satisfies never
  }
}
