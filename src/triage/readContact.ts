import { morePressing } from '../domain/priority'
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
import { evidenceOf, openMessage } from './decide/message'
import type { Contact } from './decide/message'
import type { Rules } from './rules/rules'

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

/** The part beyond what is read may hold anything, so a long message never ranks low. */
function withUnreadPart(rules: Rules, reading: Reading): Reading {
  const { priority, reason } = rules.priorities.special.tooLong
  return { ...reading, priority: morePressing(reading.priority, priority), reasons: [...reading.reasons, reason] }
}

const plainReading = (rules: Rules, category: Category, nation: Nation, { priority, reasons }: Ranked): Reading =>
  ({ priority, category, indicators: [], signals: {}, nation, reasons, rulesVersion: rules.version })

function readFindings(rules: Rules, findings: Findings, nation: Nation): Reading {
  const { message, setting, signals, indicators } = findings
  const special = findSpecialCase(findings, likeliest(rules, message))
  if (special) {
    const { priority, reason } = rules.priorities.special[special]
    const plain = plainReading(rules, 'other', nation, { priority, reasons: [reason] })
    return special === 'adultInDanger' ? { ...plain, indicators: indicatorEvidence(findings), signals: signalEvidence(findings) } : plain
  }
  const category = findCategory(rules, message, setting, signals, indicators) ?? 'other'
  const plain = plainReading(rules, category, nation, findPriority(rules, category, findings))
  if (category !== 'child_concern') return plain
  return { ...plain, indicators: indicatorEvidence(findings), signals: signalEvidence(findings) }
}

/**
 * Reads a message or a note of a call by the rules: what it is about, what makes waiting dangerous, and how soon a person
 * must act, with the words that led there. Never throws, whatever the text; nothing written in it can change the rules.
 */
export function readContact(rules: Rules, contact: Contact): Reading {
  const message = openMessage(rules, contact)
  const setting = settingOf(message, isAboutASubject(message))
  const nation = findNation(message)
  const signals = findSignals(rules, message, setting, nation)
  const indicators = findIndicators(rules, message, setting, signals)
  const reading = readFindings(rules, { message, setting, signals, indicators }, nation)
  return message.cutShort ? withUnreadPart(rules, reading) : reading
}
