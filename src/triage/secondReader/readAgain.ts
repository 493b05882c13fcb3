import type { Logger } from 'pino'
import type { Evidence, Reading } from '../../domain/triage'
import { partsOf, runReaderFor, sentencesOf } from '../decide/message'
import type { Contact } from '../decide/message'
import type { RunReader } from '../decide/runReader'
import { HeldWords, separateHeld } from '../heldLines'
import { readContact } from '../readContact'
import type { Rules } from '../rules/rules'
import type { Sentence } from '../text/sentences'
import type { SecondReader } from './loadSecondReader'
import { doubtOf } from './doubtOf'
import { raiseReading } from './raiseReading'
import type { Heard } from './raiseReading'
import { isWeighed, readSentences } from './readSentences'

/** A second look at what the rules have read. */
export type ReadAgain = (contact: Contact, first: Reading) => Reading

/** The second reader switched off. */
export const leaveAsRead: ReadAgain = (_contact, first) => first

/** What its sender says, and what is quoted and not held: that was read when it came. Signatures are left to the rules. */
function sentencesToRead(rules: Rules, contact: Contact): readonly Sentence[] {
  const { others } = separateHeld(contact.text, partsOf(rules, contact), new HeldWords(contact.held ?? []))
  return sentencesOf(rules, { ...contact, parts: others }, 'with_quoted')
}

/** A contact cut into its parts, its sentences, and what searches it once, however often the rules are asked again. */
interface Opened {
  readonly contact: Contact
  readonly sentences: readonly Sentence[]
  readonly runs: RunReader
}

function open(rules: Rules, contact: Contact): Opened {
  const cut: Contact = { ...contact, parts: partsOf(rules, contact) }
  return { contact: cut, sentences: sentencesToRead(rules, cut), runs: runReaderFor(rules, contact) }
}

/** What its sentences amount to. The message as a whole is asked only where it decides: it costs a search by the rules. */
function hear(rules: Rules, reader: SecondReader, { contact, sentences, runs }: Opened): Heard {
  const weighed = readSentences(reader, contact, sentences)
  const { urgent, hinted } = reader.settings
  return { ...weighed, doubt: weighed.own.urgent >= Math.min(urgent, hinted) ? doubtOf(rules, reader.settings, contact, runs) : 0 }
}

const spans = ({ part, tokens }: Sentence, { part: where, start, end }: Evidence): boolean =>
  part === where && (tokens[0]?.start ?? Infinity) <= start && end <= (tokens.at(-1)?.end ?? 0)

/** The second reader had every word before it that the rules took for danger: what it did not read it has no say in. */
function hasReadAll({ signals }: Reading, sentences: readonly Sentence[]): boolean {
  const read = sentences.filter(isWeighed)
  return Object.values(signals).flat().every((evidence) => read.some((sentence) => spans(sentence, evidence)))
}

/** Nothing in the message bears out its hints. */
function areIdle({ settings: { hinted } }: SecondReader, { own, quoted, doubt }: Heard): boolean {
  return own.urgent - doubt < hinted && quoted.urgent < hinted
}

/**
 * What the rules found; where only hints made it urgent and nothing bears them out, a person is asked to look at them, with
 * all that was found. Danger to an adult, and what is not all there to be read, stay as the rules left them.
 */
function withoutIdleHints(rules: Rules, reader: SecondReader, { contact, sentences, runs }: Opened, first: Reading, heard: Heard): Reading {
  if (first.priority !== 'urgent' || contact.incomplete || !areIdle(reader, heard) || !hasReadAll(first, sentences)) return first
  const { adultInDanger, tooLong } = rules.priorities.special
  if (first.reasons.some((reason) => reason === adultInDanger.reason || reason === tooLong.reason)) return first
  if (readContact(rules, contact, 'wait', runs).priority === 'urgent') return first
  return { ...first, priority: 'high', reasons: [reader.settings.reasons.hinted] }
}

/**
 * Reads a contact a second time, sentence by sentence. It raises what the rules are sure of, and bears out their hints or
 * not. Never throws: should it fail, what the rules found stands, hints and all, and the log says so.
 */
export const readAgainWith = (rules: Rules, reader: SecondReader, log: Pick<Logger, 'error'>): ReadAgain => (contact, first) => {
  try {
    const opened = open(rules, contact)
    const heard = hear(rules, reader, opened)
    return raiseReading(rules, reader, withoutIdleHints(rules, reader, opened, first, heard), heard)
  } catch (err) {
    log.error({ code: 'second_reader_failed', err }, 'the second reader failed; what the rules found stands')
    return first
  }
}
