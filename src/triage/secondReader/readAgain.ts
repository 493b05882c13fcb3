import type { Reading } from '../../domain/triage'
import type { Contact } from '../decide/message'
import { readContact } from '../readContact'
import type { Rules } from '../rules/rules'
import type { Sentence } from '../text/sentences'
import { type InContext, readInContext } from './languageModel/readInContext'
import type { SecondReader } from './loadSecondReader'
import { hear, openContact } from './hear'
import type { Opened } from './hear'
import { isFarFromChild } from './chooseCategory'
import { combineWithRules } from './combineWithRules'
import { besideModel } from './readerFiles'
import type { Heard } from './combineWithRules'
import { holds, isWeighed } from './readSentences'

/** Where it is told that a second look failed: with a code, and never a word of what was read. */
export interface FailureLog {
  error(fields: { readonly code: string; readonly err: unknown }, message: string): void
}

/** A second look at what the rules have read. */
export type ReadAgain = (contact: Contact, first: Reading) => Promise<Reading>

/** The second reader switched off. */
export const leaveAsRead: ReadAgain = async (_contact, first) => first

/** The second reader had every word before it that the rules took for danger: what it did not read it has no say in. */
function hasReadAll({ signals }: Reading, sentences: readonly Sentence[]): boolean {
  const read = sentences.filter(isWeighed)
  return Object.values(signals).flat().every((evidence) => read.some((sentence) => holds(sentence, evidence)))
}

/** In fewer words than this nothing stands beside a hint that could say whether it is danger. */
const FEWEST_WORDS_BESIDE = 20

const hasCompany = (sentences: readonly Sentence[]): boolean =>
  sentences.reduce((count, { tokens }) => count + tokens.length, 0) >= FEWEST_WORDS_BESIDE

/** No sentence of it is danger that is clear or undoubted. */
const isUnheard = ({ settings: { hinted, look, languageModel: { clear } } }: SecondReader, { own, quoted, doubt, urgentByWords }: Heard): boolean =>
  own.urgent - doubt < hinted && quoted.urgent < look && urgentByWords < clear

/** Nothing in it bears out its hints: no sentence sounds like danger, whatever else is doubted. */
const isQuiet = (reader: SecondReader, heard: Heard): boolean => isUnheard(reader, heard) && heard.own.urgent < reader.settings.look

/** All of it together is about another thing than a child: a script, a course. */
const isOfAnotherThing = (reader: SecondReader, heard: Heard): boolean => isUnheard(reader, heard) && isFarFromChild(reader, heard)

/**
 * What the rules found; where the whole is of another thing than what made it urgent, or only hints did and nothing bears them out,
 * a person is asked to look at once, with all that was found. What the rules are sure of about an adult stays: of what is no child's
 * the whole is always far. So does what is not all there to be read.
 */
function withoutIdleWords(rules: Rules, reader: SecondReader, { contact, sentences, runs }: Opened, first: Reading, heard: Heard): Reading {
  const { adultInDanger, tooLong } = rules.priorities.special
  const isFor = ({ reason }: typeof tooLong): boolean => first.reasons.includes(reason)
  if (first.priority !== 'urgent' || contact.incomplete || isFor(tooLong) || !hasCompany(sentences) || !hasReadAll(first, sentences)) return first
  const isIdle = (!isFor(adultInDanger) && isOfAnotherThing(reader, heard))
    || (isQuiet(reader, heard) && readContact(rules, contact, 'wait', runs).priority !== 'urgent')
  return isIdle ? { ...first, priority: 'high', reasons: [reader.settings.reasons.hinted] } : first
}

/** Should the language model fail, the words of each sentence are heard alone. */
async function inContextOf({ model }: SecondReader, opened: Opened, log: FailureLog): Promise<InContext | undefined> {
  try {
    return model && await readInContext(model, opened)
  } catch (err) {
    log.error({ code: 'language_model_failed', err }, 'the language model failed; sentences are read by their words alone')
    return undefined
  }
}

/**
 * Reads a contact a second time, sentence by sentence. It raises what the rules are sure of, and bears out their hints or
 * not. Never throws: should it fail, what the rules found stands, hints and all, and the log says so.
 */
export const readAgainWith = (rules: Rules, reader: SecondReader, log: FailureLog): ReadAgain => async (contact, first) => {
  try {
    const opened = openContact(rules, contact)
    const inContext = await inContextOf(reader, opened, log)
    const { model: _model, ...byWords } = reader
    const asked: SecondReader = inContext ? { ...reader, settings: besideModel(reader.settings) } : byWords
    const heard = hear(rules, asked, opened, inContext)
    return combineWithRules(rules, asked, withoutIdleWords(rules, asked, opened, first, heard), heard)
  } catch (err) {
    log.error({ code: 'second_reader_failed', err }, 'the second reader failed; what the rules found stands')
    return first
  }
}
