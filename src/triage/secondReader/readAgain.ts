import type { Reading } from '../../domain/triage'
import type { Contact } from '../decide/message'
import { isSpecial } from '../isSpecial'
import { readContact } from '../readContact'
import type { Rules } from '../rules/rules'
import type { Sentence } from '../text/sentences'
import type { SecondReader } from './loadSecondReader'
import { hear, openContact } from './hear'
import type { Opened } from './hear'
import { combineWithRules } from './combineWithRules'
import { besideModel } from './readerFiles'
import type { Heard } from './combineWithRules'
import { holds, isWeighed } from './readSentences'
import { isSaidOfAChild, says } from './saidOfAChild'
import { type FailureLog, inContextOrByWords } from './whenLanguageModelFails'

/** A second look at what the rules have read. */
export type ReadAgain = (contact: Contact, first: Reading) => Promise<Reading>

/** The second reader switched off. */
export const leaveAsRead: ReadAgain = async (_contact, first) => first

/** The second reader had every word before it that the rules took for danger: what it did not read it has no say in. */
function hasReadAll({ signals }: Reading, sentences: readonly Sentence[]): boolean {
  const read = sentences.filter(isWeighed)
  return Object.values(signals).flat().every((evidence) => read.some((sentence) => holds(sentence, evidence)))
}

/** In fewer words than this nothing stands beside danger that could say that it is none; courtesies say nothing. */
const FEWEST_WORDS_BESIDE = 18

function hasCompany(rules: Rules, contact: Contact, sentences: readonly Sentence[], { signals }: Reading): boolean {
  const { everyday } = rules
  // An answer that says whom to ring is company enough for what it warns of.
  if (sentences.some((sentence) => sentence.part === 'subject' && says(['automatic'], rules, contact, sentence))) return true
  const found = Object.values(signals).flat()
  const beside = sentences.filter((sentence) => sentence.part !== 'subject' && !found.some((one) => holds(sentence, one)))
  return beside.flatMap(({ tokens }) => tokens).filter(({ word }) => !everyday.courtesies.has(word)).length >= FEWEST_WORDS_BESIDE
}

/** No sentence of quoted mail sounds like danger, and by words alone none does clearly. */
const isElsewhereQuiet = ({ settings: { look, languageModel: { clear } } }: SecondReader, { quoted, urgentByWords }: Heard): boolean =>
  quoted.urgent < look && urgentByWords < clear

/** Nothing of it sounds like danger, whatever else is doubted: "the file was moved and its whereabouts are unknown". */
const isUnheard = ({ settings: { look } }: SecondReader, { own }: Heard): boolean => own.urgent < look

/**
 * What the rules found; where only hints made it urgent and nothing bears them out, or phrases that were not said of a child of some age
 * and the language model hears nothing of it either, a person is asked to look at it. What hints alone named is no signal any more, since
 * officers are called by those: its words are shown as a concern about a child. What is not all there to be read stays as the rules left it, and so
 * does what they are sure of about an adult.
 */
function withoutIdleWords(rules: Rules, reader: SecondReader, { contact, sentences, runs }: Opened, first: Reading, heard: Heard): Reading {
  const isBorne = heard.own.urgent - heard.doubt >= reader.settings.hinted
  // Neither sure words nor hints are idle then.
  if (isBorne && !isUnheard(reader, heard)) return first
  if (first.priority !== 'urgent' || contact.incomplete || !isElsewhereQuiet(reader, heard) || !hasCompany(rules, contact, sentences, first) || !hasReadAll(first, sentences)) return first
  if (isSpecial(rules, first, 'tooLong')) return first
  const sure = readContact(rules, contact, 'wait', runs)
  const isSure = sure.priority === 'urgent'
  const isSaidOfSomebodyElse = (): boolean => !isSaidOfAChild(rules, contact, sentences, first.signals)
  const isIdle = isSure
    ? reader.model !== undefined && isUnheard(reader, heard) && !isSpecial(rules, first, 'adultInDanger') && isSaidOfSomebodyElse()
    : !isBorne && (isUnheard(reader, heard) || isSaidOfSomebodyElse())
  if (!isIdle) return first
  const looked: Reading = { ...first, priority: 'high', reasons: [reader.settings.reasons.hinted] }
  if (isSure || isSpecial(rules, first, 'adultInDanger')) return looked
  const isBorneOut = (signal: string): boolean => signal in sure.signals || heard.signals.some((one) => one.signal === signal) || heard.hits.some(({ likeness }) => likeness === signal)
  const named = Object.entries(first.signals)
  const evidence = named.flatMap(([signal, hits]) => (isBorneOut(signal) ? [] : hits))
  return {
    ...looked, signals: Object.fromEntries(named.filter(([signal]) => isBorneOut(signal))),
    readsLike: { version: '', hits: evidence.length === 0 ? [] : [{ likeness: 'childConcern', evidence }] },
  }
}

/**
 * Reads a contact a second time, sentence by sentence. It raises what the rules are sure of, and bears out their hints or
 * not. Never throws: should it fail, what the rules found stands, hints and all, and the log says so.
 */
export function readAgainWith(rules: Rules, reader: SecondReader, log: FailureLog): ReadAgain {
  const inContextOf = inContextOrByWords(reader, log)
  return async (contact, first) => {
    try {
      const opened = openContact(rules, contact)
      const inContext = await inContextOf(opened)
      const { model: _model, ...byWords } = reader
      const asked: SecondReader = inContext ? { ...reader, settings: besideModel(reader.settings) } : byWords
      const heard = hear(rules, asked, opened, inContext)
      return combineWithRules(rules, asked, withoutIdleWords(rules, asked, opened, first, heard), heard)
    } catch (err) {
      log.error({ code: 'second_reader_failed', err }, 'the second reader failed; what the rules found stands')
      return first
    }
  }
}
