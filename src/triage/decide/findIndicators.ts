import type { Hit } from '../phrases/hits'
import { ruleKey } from '../rules/rules'
import type { Rules } from '../rules/rules'
import type { SignalHits } from './findSignals'
import { liveHits } from './liveHits'
import type { Setting } from './liveHits'
import type { Message } from './message'

export type IndicatorHits = ReadonlyMap<string, readonly Hit[]>

const NONE: readonly Hit[] = []

/** By indicator, the hits of signals that are it too; a hint makes none. */
function sharedHits(rules: Rules, signals: SignalHits): ReadonlyMap<string, readonly Hit[]> {
  const shared = new Map<string, readonly Hit[]>()
  for (const { signal, alsoIndicator } of rules.signals) {
    const hits = signals.get(signal)
    if (!hits || alsoIndicator === undefined) continue
    shared.set(alsoIndicator, [...shared.get(alsoIndicator) ?? NONE, ...hits.filter(({ phrase }) => phrase.key !== ruleKey('hint', signal))])
  }
  return shared
}

/** The indicators seen, past ones too: they prompt a person and rank nobody. */
export function findIndicators(rules: Rules, message: Message, setting: Setting, signals: SignalHits): IndicatorHits {
  const found = new Map<string, readonly Hit[]>()
  const sharedBy = sharedHits(rules, signals)
  for (const { code } of rules.indicators) {
    const live = [...liveHits(message, setting, ruleKey('indicator', code)), ...liveHits(message, setting, ruleKey('hint', code))]
    const shared = sharedBy.get(code) ?? NONE
    if (live.length + shared.length > 0) found.set(code, [...live, ...shared])
  }
  return found
}
