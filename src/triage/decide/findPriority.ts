import type { Category } from '../../domain/triage'
import { isLowered, type Priority } from '../../domain/priority'
import { addDays } from '../../domain/workingDays'
import { ruleKey } from '../rules/rules'
import type { Rules } from '../rules/rules'
import type { Fact } from '../rules/rulesSchema'
import type { IndicatorHits } from './findIndicators'
import { daysBeside } from './daysBeside'
import type { FoundSignals } from './findSignals'
import { presentHits } from './liveHits'
import type { Setting } from './liveHits'
import { hasStandingCue } from './message'
import type { Message } from './message'

/** A priority with why, in words for the desk that quote nobody. */
export interface Ranked {
  readonly priority: Priority
  readonly reasons: readonly string[]
}

export interface Findings extends FoundSignals {
  readonly message: Message
  readonly setting: Setting
  readonly indicators: IndicatorHits
}

function isMeetingSoon({ message, setting }: Findings, within: number): boolean {
  const last = addDays(message.received, within)
  return presentHits(message, setting, ruleKey('cue', 'meeting'))
    .some((hit) => daysBeside(message, hit).some((day) => day >= message.received && day <= last))
}

/** It tells of nothing but that a child was missing, and is back and well. */
const isOnlyFound = ({ setting, indicators }: Findings): boolean => setting.foundSafe && [...indicators.keys()].every((code) => code.startsWith('M'))

function holds(fact: Fact, findings: Findings, rules: Rules): boolean {
  switch (fact) {
    case 'meetingSoon': return isMeetingSoon(findings, rules.priorities.meetingWithinDays)
    case 'recentConcern': {
      const { message, setting } = findings
      return !setting.longAgo && !setting.calm && !isOnlyFound(findings) && !hasStandingCue(message, 'contactEnded')
    }
    case 'saidOver': return findings.setAside === 'over'
    default: return fact satisfies never
  }
}

/** The priority of a child concern: the first level of the table that has a reason. */
function rankConcern(rules: Rules, findings: Findings): Ranked {
  const { signals, indicators } = findings
  const { levels, facts, otherwise } = rules.priorities
  for (const level of levels) {
    const reasons = [
      ...rules.signals.filter(({ signal }) => level.signals.includes(signal) && signals.has(signal)).map(({ reason }) => reason),
      ...level.indicators.filter(({ code }) => indicators.has(code)).map(({ reason }) => reason),
      ...level.facts.filter((fact) => holds(fact, findings, rules)).map((fact) => facts[fact]),
    ]
    if (reasons.length > 0) return { priority: level.priority, reasons }
  }
  return { priority: otherwise.child_concern.priority, reasons: [otherwise.child_concern.reason] }
}

export function findPriority(rules: Rules, category: Category, findings: Findings): Ranked {
  const { otherwise, special: { setAside } } = rules.priorities
  const ranked = category === 'child_concern' ? rankConcern(rules, findings) : { priority: otherwise[category].priority, reasons: [otherwise[category].reason] }
  if (findings.setAside === undefined || findings.setAside === 'somebodys' || !isLowered(setAside.priority, ranked.priority)) return ranked
  return { priority: setAside.priority, reasons: [...ranked.reasons, setAside.reason] }
}
