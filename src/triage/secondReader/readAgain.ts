import type { Logger } from 'pino'
import type { Reading } from '../../domain/triage'
import { partsOf, sentencesOf } from '../decide/message'
import type { Contact } from '../decide/message'
import { HeldWords, separateHeld } from '../heldLines'
import type { Rules } from '../rules/rules'
import type { Sentence } from '../text/sentences'
import type { SecondReader } from './loadSecondReader'
import { raiseReading } from './raiseReading'
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

/**
 * Reads a contact a second time, sentence by sentence. Never throws: should the second reader fail, what the rules found
 * stands, and the log says so.
 */
export const readAgainWith = (rules: Rules, reader: SecondReader, log: Pick<Logger, 'error'>): ReadAgain => (contact, first) => {
  try {
    return raiseReading(rules, reader, first, readSentences(reader, contact, sentencesToRead(rules, contact)))
  } catch (err) {
    log.error({ code: 'second_reader_failed', err }, 'the second reader failed; what the rules found stands')
    return first
  }
}
