import { isLowered, morePressing } from '../domain/priority'
import type { Evidence, IndicatorHit, Reading } from '../domain/triage'
import { SIGNALS } from '../domain/triage'
import type { Rules } from './rules/rules'

/** `held`: we had it before. `over`: the sender says that what was is no more. `news`: nobody may have read it yet. */
export type QuotedStanding = 'held' | 'over' | 'news'

/**
 * Joins what the sender says now to what is found when the quoted mail is read with it. Quoted mail never lowers anything.
 * What is over by the sender's word is not counted among the findings, and danger in it still has a person look.
 */
export function joinQuoted(rules: Rules, own: Reading, whole: Reading, standing: QuotedStanding): Reading {
  const raises = isLowered(whole.priority, own.priority)
  const { quoted, special } = rules.priorities
  switch (standing) {
    case 'held': return withQuotedFindings(own, whole)
    case 'over': {
      const priority = raises ? morePressing(own.priority, special.quotedOver.priority) : own.priority
      return { ...own, priority, reasons: isLowered(priority, own.priority) ? [...own.reasons, special.quotedOver.reason] : own.reasons }
    }
    case 'news': {
      const isNewConcern = whole.category === 'child_concern' && own.category !== 'child_concern'
      if (raises || isNewConcern) return { ...whole, priority: morePressing(own.priority, whole.priority), reasons: [...whole.reasons, quoted] }
      return withQuotedFindings(own, whole)
    }
    default: return standing satisfies never
  }
}

/** Findings that only quoted mail shows, beside the sender's own. */
function withQuotedFindings(own: Reading, whole: Reading): Reading {
  if (own.category !== 'child_concern') return own
  const known = new Set(own.indicators.map(({ code }) => code))
  const indicators: readonly IndicatorHit[] = whole.indicators.filter(({ code, evidence }) => !known.has(code) && isQuoted(evidence))
  const signals: Partial<Record<(typeof SIGNALS)[number], readonly Evidence[]>> = { ...own.signals }
  for (const signal of SIGNALS) {
    const evidence = whole.signals[signal]
    if (evidence && !own.signals[signal] && isQuoted(evidence)) signals[signal] = evidence
  }
  return { ...own, indicators: [...own.indicators, ...indicators], signals }
}

const isQuoted = (evidence: readonly Evidence[]): boolean => evidence.length > 0 && evidence.every(({ part }) => part === 'quoted')
