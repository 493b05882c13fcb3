import type { Hit } from '../phrases/hits'
import { ruleKey } from '../rules/rules'
import type { Rules } from '../rules/rules'
import type { SignalHits } from './findSignals'
import { liveHits } from './liveHits'
import type { Setting } from './liveHits'
import type { Message } from './message'

export type IndicatorHits = ReadonlyMap<string, readonly Hit[]>

/** The indicators seen, past ones too: they prompt a person and rank nobody. */
export function findIndicators(rules: Rules, message: Message, setting: Setting, signals: SignalHits): IndicatorHits {
  const found = new Map<string, readonly Hit[]>()
  for (const { code } of rules.indicators) {
    const shared = rules.signals
      .filter(({ alsoIndicator }) => alsoIndicator === code)
      .flatMap(({ signal }) => (signals.get(signal) ?? []).filter(({ phrase }) => phrase.key !== ruleKey('hint', signal)))
    const hits = [...liveHits(message, setting, ruleKey('indicator', code)), ...shared]
    if (hits.length > 0) found.set(code, hits)
  }
  return found
}
