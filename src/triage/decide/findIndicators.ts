import type { Hit } from '../phrases/hits'
import { ruleKey } from '../rules/rules'
import type { Rules } from '../rules/rules'
import type { SignalHits } from './findSignals'
import { liveHits } from './liveHits'
import type { Setting } from './liveHits'
import type { Message } from './message'

export type IndicatorHits = ReadonlyMap<string, readonly Hit[]>

const NONE: readonly Hit[] = []

/** The hits of signals that are this indicator too; a hint makes none. */
function sharedHits(rules: Rules, signals: SignalHits, code: string): readonly Hit[] {
  if (signals.size === 0) return NONE
  return rules.signals.filter(({ alsoIndicator }) => alsoIndicator === code)
    .flatMap(({ signal }) => (signals.get(signal) ?? NONE).filter(({ phrase }) => phrase.key !== ruleKey('hint', signal)))
}

/** The indicators seen, past ones too: they prompt a person and rank nobody. */
export function findIndicators(rules: Rules, message: Message, setting: Setting, signals: SignalHits): IndicatorHits {
  const found = new Map<string, readonly Hit[]>()
  for (const { code } of rules.indicators) {
    const live = [...liveHits(message, setting, ruleKey('indicator', code)), ...liveHits(message, setting, ruleKey('hint', code))]
    const shared = sharedHits(rules, signals, code)
    if (live.length + shared.length > 0) found.set(code, [...live, ...shared])
  }
  return found
}
