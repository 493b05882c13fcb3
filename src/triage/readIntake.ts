import { machineMail } from '../domain/email'
import type { EmailIntake, Intake } from '../domain/intake'
import { isLowered } from '../domain/priority'
import type { Reading } from '../domain/triage'
import { readCall } from './readCall'
import { type Contact, readContact, readNewText } from './readContact'
import type { Rules } from './rules/rules'
import { withoutStandingAdvice } from './withoutStandingAdvice'

const withOutcome = (reading: Reading, { priority, reason }: { priority: Reading['priority']; reason: string }): Reading =>
  ({ ...reading, priority, reasons: [reason] })

/** More than that nothing in it was understood. */
const tellsOfSomething = ({ priority, category }: Reading): boolean =>
  priority === 'urgent' || priority === 'high' || (priority === 'standard' && category !== 'other')

/**
 * A machine's mail ranks low when it is an absence note or a delivery report, or when it calls itself an answer and tells
 * of nothing beside standing advice. What was found in it is kept in any case.
 */
function isOnlyAnAnswer(rules: Rules, { email }: EmailIntake, contact: Contact): boolean {
  const kind = machineMail(email.automatic)
  if (kind !== 'answer') return kind === 'notice'
  return !tellsOfSomething(readNewText(rules, { ...contact, text: withoutStandingAdvice(contact.text) }))
}

function readEmail(rules: Rules, intake: EmailIntake): Reading {
  const { email, receivedAt } = intake
  const { special } = rules.priorities
  const from = email.from && `${email.from.name} <${email.from.address}>`
  const contact: Contact = { channel: 'email', receivedAt, subject: email.subject, text: email.text, ...(email.parts.length > 0 && { parts: email.parts }), ...(from !== undefined && { from }) }
  const reading = readContact(rules, contact)
  if (isOnlyAnAnswer(rules, intake, contact)) return { ...withOutcome(reading, special.automatic), category: 'other' }
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
