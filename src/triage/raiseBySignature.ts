import type { TextPart } from '../domain/email'
import { isLowered } from '../domain/priority'
import type { Evidence, Reading } from '../domain/triage'
import type { Rules } from './rules/rules'

/**
 * Raises what the sender says to what is found from the first signature on. A signature's own subject, such as a team's
 * name, raises nothing: only a sign of danger that stands there does.
 */
export function raiseBySignature(rules: Rules, own: Reading, whole: Reading, parts: readonly TextPart[]): Reading {
  if (!isLowered(whole.priority, own.priority)) return own
  const from = parts.find(({ kind }) => kind === 'signature')?.start ?? Infinity
  const found: readonly Evidence[] = [...Object.values(whole.signals).flat(), ...whole.indicators.flatMap(({ evidence }) => evidence)]
  if (!found.some(({ part, start }) => part === 'text' && start >= from)) return own
  const seen = new Set(whole.indicators.map(({ code }) => code))
  return {
    ...whole,
    indicators: [...whole.indicators, ...own.indicators.filter(({ code }) => !seen.has(code))],
    signals: { ...own.signals, ...whole.signals },
    nation: whole.nation === 'unknown' ? own.nation : whole.nation,
    reasons: [...whole.reasons, rules.priorities.belowSignOff],
  }
}
