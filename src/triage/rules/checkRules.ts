import { SIGNALS } from '../../domain/triage'
import { RulesError } from './rulesFile'
import { CUES, INDICATOR_COUNT } from './rulesSchema'
import type { EverydayLists, IndicatorRule, PriorityTable, SignalRule } from './rulesSchema'

interface Parts {
  readonly indicators: readonly IndicatorRule[]
  readonly signals: readonly SignalRule[]
  readonly cues: readonly { readonly cue: string }[]
  readonly priorities: PriorityTable
  readonly everyday: EverydayLists
}

function twice(names: readonly string[]): string | undefined {
  const seen = new Set<string>()
  return names.find((name) => seen.size === seen.add(name).size)
}

function eachOnce(file: string, names: readonly string[], wanted: readonly string[]): void {
  const repeated = twice(names)
  if (repeated) throw new RulesError(file, repeated, 'stands there twice')
  const missing = wanted.find((name) => !names.includes(name))
  if (missing) throw new RulesError(file, missing, 'is missing')
}

/** What no single file can show: that names are there once, and that what one file names exists in another. */
export function checkRules({ indicators, signals, cues, priorities, everyday }: Parts): void {
  const codes = indicators.map(({ code }) => code)
  eachOnce('indicators.json', codes, [])
  if (codes.length !== INDICATOR_COUNT) {
    throw new RulesError('indicators.json', 'indicators', `there are ${codes.length}, not ${INDICATOR_COUNT}`)
  }
  eachOnce('signals.json', signals.map(({ signal }) => signal), SIGNALS)
  eachOnce('cues.json', cues.map(({ cue }) => cue), CUES)
  eachOnce('everydayWords.json', [...everyday.english, ...everyday.welsh, ...everyday.shared], [])
  for (const { signal, alsoIndicator, whenNow = [] } of signals) {
    const unknown = [...whenNow, ...(alsoIndicator ? [alsoIndicator] : [])].find((code) => !codes.includes(code))
    if (unknown) throw new RulesError('signals.json', signal, `there is no indicator ${unknown}`)
  }
  for (const level of priorities.levels) {
    const unknown = level.indicators.find(({ code }) => !codes.includes(code))
    if (unknown) throw new RulesError('priorities.json', level.priority, `there is no indicator ${unknown.code}`)
  }
}
