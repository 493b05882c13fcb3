import { hiddenText } from '../domain/letter/shownText'
import { SIGNALS } from '../domain/triage'
import type { Category, Evidence, IndicatorHit, Nation, Reading, Signal } from '../domain/triage'
import { findCategory, isAboutASubject, likeliest } from './decide/findCategory'
import { findIndicators } from './decide/findIndicators'
import { findNation } from './decide/findNation'
import { findPriority } from './decide/findPriority'
import type { Findings, Ranked } from './decide/findPriority'
import { findSignals } from './decide/findSignals'
import { findSpecialCase } from './decide/findSpecialCase'
import { settingOf } from './decide/liveHits'
import type { Hints } from './decide/tellSignal'
import type { Extent } from './decide/extent'
import { evidenceOf, hasStandingCue, openMessage, partsOf, runReaderFor } from './decide/message'
import type { Contact, Message } from './decide/message'
import type { RunReader } from './decide/runReader'
import { HeldWords, separateHeld } from './heldLines'
import { joinQuoted } from './joinQuoted'
import { atLeast } from './atLeast'
import { neverLow } from './neverLow'
import { raiseBySignature } from './raiseBySignature'
import type { Rules } from './rules/rules'
import type { Range } from './text/tokens'

export type { Contact } from './decide/message'

function signalEvidence({ message, signals }: Findings): Reading['signals'] {
  const found: Partial<Record<Signal, readonly Evidence[]>> = {}
  for (const signal of SIGNALS) {
    const hits = signals.get(signal)
    if (hits) found[signal] = evidenceOf(message, hits)
  }
  return found
}

const indicatorEvidence = ({ message, indicators }: Findings): IndicatorHit[] =>
  [...indicators].map(([code, hits]) => ({ code, evidence: evidenceOf(message, hits) }))

const plainReading = (rules: Rules, category: Category, nation: Nation, { priority, reasons }: Ranked): Reading =>
  ({ priority, category, indicators: [], signals: {}, nation, reasons, rulesVersion: rules.version })

function readFindings(rules: Rules, findings: Findings, nation: Nation): Reading {
  const asked = likeliest(rules, findings.message)
  const special = findSpecialCase(findings, asked)
  if (special) {
    const { priority, reason } = rules.priorities.special[special]
    const plain = plainReading(rules, 'other', nation, { priority, reasons: [reason] })
    return special === 'adultInDanger' ? { ...plain, indicators: indicatorEvidence(findings), signals: signalEvidence(findings) } : plain
  }
  const category = findCategory(findings, asked) ?? 'other'
  const plain = plainReading(rules, category, nation, findPriority(rules, category, findings))
  if (category !== 'child_concern') return plain
  return { ...plain, indicators: indicatorEvidence(findings), signals: signalEvidence(findings) }
}

/** What says that a matter is over. */
const OVER = ['calm', 'returned', 'contactEnded', 'movePrevented', 'removalEnded', 'released', 'threatEnded', 'neverSo'] as const

const isOver = (message: Message): boolean => OVER.some((cue) => hasStandingCue(message, cue))

/** How one contact is read: with or without hints. However many of its extents are read, its words are searched once. */
interface Reader {
  readonly runs: RunReader
  readonly hints: Hints
}

function read(rules: Rules, contact: Contact, extent: Extent, { runs, hints }: Reader): { readonly reading: Reading; readonly message: Message } {
  const message = openMessage(rules, contact, extent, runs)
  const setting = settingOf(message, isAboutASubject(message))
  const nation = findNation(message)
  const found = findSignals(rules, message, setting, nation, hints)
  const indicators = findIndicators(rules, message, setting, found.signals)
  return { reading: readFindings(rules, { message, setting, ...found, indicators }, nation), message }
}

/** Danger below a sign-off counts, read by itself and with what stands above it. */
function raisedBelowSignOff(rules: Rules, contact: Contact, own: Reading, reader: Reader): Reading {
  const { parts = [] } = contact
  if (!parts.some(({ kind }) => kind === 'signature')) return own
  const extents = ['from_signature', 'with_signature'] as const
  return extents.reduce((so, extent) => {
    // Nothing raises what is urgent already.
    if (so.priority === 'urgent') return so
    const { reading } = read(rules, { ...contact, ...(extent === 'from_signature' && { subject: '' }) }, extent, reader)
    return raiseBySignature(rules, so, reading, parts)
  }, own)
}

/** What its sender says now, below the sign-off too and hidden, without the earlier mail that is quoted below it. */
export function readNewText(rules: Rules, contact: Contact): Reading {
  const cut: Contact = { ...contact, parts: partsOf(rules, contact) }
  const reader: Reader = { runs: runReaderFor(rules, contact), hints: 'count' }
  const { reading: own, message } = read(rules, cut, 'new', reader)
  const reading = raisedBelowSignOff(rules, cut, own, reader)
  return inSightOfHidden(rules, cut, message.cutShort ? atLeast(rules, reading, 'tooLong') : reading)
}

/**
 * Joins earlier mail to what its sender says. What of it we do not hold counts by itself, and in the light of all the rest:
 * the age of a child may stand only in what we do hold.
 */
function withEarlierMail(rules: Rules, contact: Contact, own: Reading, standing: 'over' | 'news', reader: Reader): Reading {
  const { parts = [], text } = contact
  if (!parts.some(({ kind }) => kind === 'quoted')) return own
  const known = new HeldWords(contact.held ?? [])
  const { held, others } = separateHeld(text, parts, known)
  const reading = others.some(({ kind }) => kind === 'quoted')
    ? joinQuoted(rules, own, read(rules, { ...contact, parts: others }, 'with_quoted', reader).reading, standing)
    : own
  if (held.length === 0) return reading
  const whole = read(rules, contact, 'with_quoted', reader).reading
  return joinQuoted(rules, reading, whole, hasNewDanger(whole, held) ? standing : 'held')
}

/** A signal that stands outside what we hold. The subject of a reply is the first's, and was read by itself. */
const hasNewDanger = ({ signals }: Reading, held: readonly Range[]): boolean =>
  Object.values(signals).flat().some(({ part, start, end }) => part !== 'subject' && !held.some((range) => range.start <= start && end <= range.end))

/** Where danger is told where whoever opens the message sees nothing, somebody looks: that steers nothing else. */
function inSightOfHidden(rules: Rules, contact: Contact, reading: Reading): Reading {
  const text = hiddenText(contact)
  if (text === '') return reading
  const alone: Contact = { ...contact, subject: '', text, parts: [{ kind: 'new', start: 0, end: text.length }] }
  const { priority } = read(rules, alone, 'new', { runs: runReaderFor(rules, alone), hints: 'wait' }).reading
  return priority === 'urgent' ? atLeast(rules, reading, 'hidden') : reading
}

/**
 * Reads a message or a note of a call by the rules: what it is about, what makes waiting dangerous, and how soon a person
 * must act, with the words that led there. Hints count unless they are to wait for the second reader. Quoted mail counts too,
 * marked so, unless we hold it already, word for word, or its sender says that it is over: nobody may have read it before.
 * Never throws, whatever the text; nothing written in it can change the rules.
 *
 * @param runs what has searched this contact before: what it found is not looked for again
 */
export function readContact(rules: Rules, contact: Contact, hints: Hints = 'count', runs = runReaderFor(rules, contact)): Reading {
  const cut: Contact = { ...contact, parts: partsOf(rules, contact) }
  const reader: Reader = { runs, hints }
  const { reading: said, message } = read(rules, cut, 'new', reader)
  const own = raisedBelowSignOff(rules, cut, said, reader)
  const reading = withEarlierMail(rules, cut, own, isOver(message) ? 'over' : 'news', reader)
  return inSightOfHidden(rules, cut, message.cutShort ? atLeast(rules, reading, 'tooLong') : neverLow(rules, cut, reading))
}

/** Whether whoever wrote speaks of a child by age, or is uneasy in no words of the field, and does not say that it is over. */
export function saysWhoOrWorry(rules: Rules, contact: Contact): boolean {
  const message = openMessage(rules, contact, 'new', runReaderFor(rules, contact))
  return !isOver(message) && (hasStandingCue(message, 'childsAge') || hasStandingCue(message, 'worry'))
}

/** Whether whoever wrote says that the matter is past, or that nobody is at risk now. */
export const saysItIsOver = (rules: Rules, contact: Contact): boolean => isOver(openMessage(rules, contact, 'new', runReaderFor(rules, contact)))
