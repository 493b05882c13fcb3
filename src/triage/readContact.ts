import { SIGNALS } from '../domain/triage'
import type { Category, Evidence, IndicatorHit, Nation, Reading, Signal } from '../domain/triage'
import { findCategory, isAboutASubject, likeliest } from './decide/findCategory'
import { findIndicators } from './decide/findIndicators'
import { findNation } from './decide/findNation'
import { findPriority } from './decide/findPriority'
import type { Findings } from './decide/findPriority'
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
  const findings: Findings = { message, setting, signals, indicators }

  const special = findSpecialCase(findings, likeliest(rules, message))
  if (special === 'automatic') return reading(rules, 'other', nation, rules.priorities.special.automatic)
  const category = special === undefined ? findCategory(rules, message, setting, signals, indicators) ?? 'other' : 'other'
  const ranked = special === undefined ? undefined : rules.priorities.special[special]
  const { priority, reasons } = ranked ? { priority: ranked.priority, reasons: [ranked.reason] } : findPriority(rules, category, findings)
  const isConcern = category === 'child_concern' || special === 'adultInDanger'
  return {
    priority, category, nation, reasons, rulesVersion: rules.version,
    indicators: isConcern ? indicatorEvidence(findings) : [],
    signals: isConcern ? signalEvidence(findings) : {},
  }
}

function reading(rules: Rules, category: Category, nation: Nation, outcome: { priority: Reading['priority']; reason: string }): Reading {
  return {
    priority: outcome.priority, category, indicators: [], signals: {}, nation, reasons: [outcome.reason], rulesVersion: rules.version,
  }
}
