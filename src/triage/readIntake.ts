import { machineMail } from '../domain/email'
import type { EmailIntake, Intake } from '../domain/intake'
import type { Reading } from '../domain/triage'
import { neverLowUnseen } from './neverLowUnseen'
import { readCall } from './readCall'
import { type Contact, readContact, readNewText } from './readContact'
import type { Rules } from './rules/rules'
import { leaveAsRead, type ReadAgain } from './secondReader/readAgain'
import { unseenIn } from './unseenIn'
import { withoutStandingAdvice } from './withoutStandingAdvice'

const isPressing = ({ priority }: Reading): boolean => priority === 'urgent' || priority === 'high'

/** More than that nothing in it was understood. */
const tellsOfSomething = (reading: Reading): boolean =>
  isPressing(reading) || (reading.priority === 'standard' && reading.category !== 'other')

/**
 * A machine's mail ranks low when it is an absence note or a delivery report without news of danger, or when it calls
 * itself an answer and tells of nothing beside standing advice. What was found in it is kept in any case.
 */
function isOnlyAnAnswer(rules: Rules, { email }: EmailIntake, contact: Contact): boolean {
  const kind = machineMail(email.automatic)
  if (kind === undefined) return false
  const said = readNewText(rules, { ...contact, text: withoutStandingAdvice(contact.text) })
  return kind === 'notice' ? !isPressing(said) : !tellsOfSomething(said)
}

/** Somebody else than we had answered may quote another thread: nothing of theirs counts as held. */
const heldFor = ({ joinedTo, joinedFrom }: EmailIntake, held: readonly string[]): readonly string[] =>
  (joinedTo !== undefined && joinedFrom === undefined ? held : [])

function contactOf(intake: EmailIntake, held: readonly string[]): Contact {
  const { email: { from, subject, text, parts }, receivedAt } = intake
  return {
    channel: 'email', receivedAt, subject, text, held: heldFor(intake, held),
    ...(unseenIn(intake) && { incomplete: true }),
    ...(parts.length > 0 && { parts }),
    ...(from && { from: `${from.name} <${from.address}>` }),
  }
}

async function readEmail(rules: Rules, intake: EmailIntake, held: readonly string[], readAgain: ReadAgain): Promise<Reading> {
  const contact = contactOf(intake, held)
  return readAgain(contact, readByRules(rules, intake, contact))
}

function readByRules(rules: Rules, intake: EmailIntake, contact: Contact): Reading {
  const reading = readContact(rules, contact)
  const unseen = unseenIn(intake)
  if (unseen) return neverLowUnseen(rules, unseen, reading)
  if (!isOnlyAnAnswer(rules, intake, contact)) return reading
  const { priority, reason } = rules.priorities.special.automatic
  return { ...reading, priority, reasons: [reason], category: 'other' }
}

/**
 * Reads an enquiry by the rules of its channel; what was written is read a second time, which raises, and bears out hints of the rules or not: readAgain.ts.
 *
 * @param held texts of its thread that we sent or have, which a reply may quote
 */
export async function readIntake(rules: Rules, intake: Intake, held: readonly string[], readAgain: ReadAgain = leaveAsRead): Promise<Reading> {
  switch (intake.channel) {
    case 'phone': return readCall(intake.telephony)
    case 'email': return readEmail(rules, intake, held, readAgain)
    default: return intake satisfies never
  }
}
