import type { Logger } from 'pino'
import { morePressing } from '../../domain/priority'
import type { Reading } from '../../domain/triage'
import { partsOf, sentencesOf } from '../decide/message'
import type { Contact } from '../decide/message'
import { HeldWords, separateHeld } from '../heldLines'
import { readContact } from '../readContact'
import type { Rules } from '../rules/rules'
import type { Sentence } from '../text/sentences'
import type { SecondReader } from './loadSecondReader'
import { doubtOf } from './doubtOf'
import { raiseReading } from './raiseReading'
import type { Heard } from './raiseReading'
import { readSentences } from './readSentences'

/** A second look at what the rules have read. */
export type ReadAgain = (contact: Contact, first: Reading) => Reading

/** The second reader switched off. */
export const leaveAsRead: ReadAgain = (_contact, first) => first

/** What its sender says, and what is quoted and not held: that was read when it came. Signatures are left to the rules. */
function sentencesToRead(rules: Rules, contact: Contact): readonly Sentence[] {
  const { others } = separateHeld(contact.text, partsOf(rules, contact), new HeldWords(contact.held ?? []))
  return sentencesOf(rules, { ...contact, parts: others }, 'with_quoted')
}

/** What its sentences amount to. The message as a whole is asked only where it decides: it costs a search by the rules. */
function hear(rules: Rules, reader: SecondReader, contact: Contact): Heard {
  const weighed = readSentences(reader, contact, sentencesToRead(rules, contact))
  const { urgent, hinted } = reader.settings
  return { ...weighed, doubt: weighed.own.urgent >= Math.min(urgent, hinted) ? doubtOf(rules, reader.settings, contact) : 0 }
}

/**
 * What the rules found, without hints that nothing in the message bears out: those have a person look, and no more. Read
 * without them, a message is what the rules are sure of.
 */
function withoutIdleHints(rules: Rules, { settings }: SecondReader, contact: Contact, first: Reading, { own, quoted, doubt }: Heard): Reading {
  if (first.priority !== 'urgent' || own.urgent - doubt >= settings.hinted || quoted.urgent >= settings.urgent) return first
  const sure = readContact(rules, contact, 'wait')
  if (sure.priority === 'urgent') return first
  return { ...sure, priority: morePressing(sure.priority, 'high'), reasons: [...sure.reasons, settings.reasons.look] }
}

/**
 * Reads a contact a second time, sentence by sentence. It raises what the rules are sure of, and bears out their hints or
 * not. Never throws: should it fail, what the rules found stands, hints and all, and the log says so.
 */
export const readAgainWith = (rules: Rules, reader: SecondReader, log: Pick<Logger, 'error'>): ReadAgain => (contact, first) => {
  try {
    const heard = hear(rules, reader, contact)
    return raiseReading(rules, reader, withoutIdleHints(rules, reader, contact, first, heard), heard)
  } catch (err) {
    log.error({ code: 'second_reader_failed', err }, 'the second reader failed; what the rules found stands')
    return first
  }
}
