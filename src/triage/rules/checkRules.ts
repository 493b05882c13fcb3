import { SIGNALS } from '../../domain/triage'
import { checkPriorities } from './checkPriorities'
import { eachOnce, namedIn } from './eachOnce'
import type { RulesFile } from './rulesFile'
import { CUES, INDICATOR_COUNT } from './rulesSchema'
import type { CategoryRule, EverydayLists, IndicatorRule, PriorityTable, SignalRule } from './rulesSchema'

interface Files {
  readonly indicators: RulesFile<{ readonly indicators: readonly IndicatorRule[] }>
  readonly signals: RulesFile<{ readonly signals: readonly SignalRule[] }>
  readonly cues: RulesFile<{ readonly cues: readonly { readonly cue: string }[] }>
  readonly categories: RulesFile<{ readonly categories: readonly CategoryRule[] }>
  readonly priorities: RulesFile<PriorityTable>
  readonly everyday: RulesFile<EverydayLists>
}

/** What no schema can show: that names are there once, that what one file names exists in another, and that the priorities are safe. */
export function checkRules({ indicators, signals, cues, categories, priorities, everyday }: Files): void {
  const codes = indicators.content.indicators.map(({ code }) => code)
  eachOnce(indicators, namedIn('indicators', codes, 'code'))
  if (codes.length !== INDICATOR_COUNT) throw indicators.complain(['indicators'], 'indicators', `there are ${codes.length}, not ${INDICATOR_COUNT}`)
  eachOnce(signals, namedIn('signals', signals.content.signals.map(({ signal }) => signal), 'signal'), SIGNALS)
  eachOnce(cues, namedIn('cues', cues.content.cues.map(({ cue }) => cue), 'cue'), CUES)
  const subjects = categories.content.categories.map(({ category }) => category)
  eachOnce(categories, namedIn('categories', subjects, 'category'))
  const concern = subjects.indexOf('child_concern')
  if (concern >= 0) throw categories.complain(['categories', concern, 'category'], 'child_concern', 'is no subject: it follows from indicators and signals, and comes before all subjects')
  const { english, welsh, shared } = everyday.content
  eachOnce(everyday, [...namedIn('english', english), ...namedIn('welsh', welsh), ...namedIn('shared', shared)])
  signals.content.signals.forEach(({ signal, alsoIndicator, whenNow = [] }, place) => {
    const unknown = [...whenNow, ...(alsoIndicator ? [alsoIndicator] : [])].find((code) => !codes.includes(code))
    if (unknown) throw signals.complain(['signals', place], signal, `there is no indicator ${unknown}`)
  })
  checkPriorities(priorities, codes)
}
