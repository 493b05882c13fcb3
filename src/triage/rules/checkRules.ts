import { SIGNALS } from '../../domain/triage'
import type { PathInFile } from './placeInFile'
import type { RulesFile } from './rulesFile'
import { CUES, INDICATOR_COUNT } from './rulesSchema'
import type { EverydayLists, IndicatorRule, PriorityTable, SignalRule } from './rulesSchema'

interface Files {
  readonly indicators: RulesFile<{ readonly indicators: readonly IndicatorRule[] }>
  readonly signals: RulesFile<{ readonly signals: readonly SignalRule[] }>
  readonly cues: RulesFile<{ readonly cues: readonly { readonly cue: string }[] }>
  readonly priorities: RulesFile<PriorityTable>
  readonly everyday: RulesFile<EverydayLists>
}

interface Named {
  readonly name: string
  readonly path: PathInFile
}

const namedIn = (list: string, names: readonly string[], ...key: readonly string[]): Named[] =>
  names.map((name, place) => ({ name, path: [list, place, ...key] }))

function eachOnce(file: RulesFile<unknown>, all: readonly Named[], wanted: readonly string[] = []): void {
  const seen = new Set<string>()
  for (const { name, path } of all) {
    if (seen.has(name)) throw file.complain(path, name, 'stands there twice')
    seen.add(name)
  }
  const missing = wanted.find((name) => !seen.has(name))
  if (missing) throw file.complain([], missing, 'is missing')
}

/** What no single file can show: that names are there once, and that what one file names exists in another. */
export function checkRules({ indicators, signals, cues, priorities, everyday }: Files): void {
  const codes = indicators.content.indicators.map(({ code }) => code)
  eachOnce(indicators, namedIn('indicators', codes, 'code'))
  if (codes.length !== INDICATOR_COUNT) throw indicators.complain(['indicators'], 'indicators', `there are ${codes.length}, not ${INDICATOR_COUNT}`)
  eachOnce(signals, namedIn('signals', signals.content.signals.map(({ signal }) => signal), 'signal'), SIGNALS)
  eachOnce(cues, namedIn('cues', cues.content.cues.map(({ cue }) => cue), 'cue'), CUES)
  const { english, welsh, shared } = everyday.content
  eachOnce(everyday, [...namedIn('english', english), ...namedIn('welsh', welsh), ...namedIn('shared', shared)])
  signals.content.signals.forEach(({ signal, alsoIndicator, whenNow = [] }, place) => {
    const unknown = [...whenNow, ...(alsoIndicator ? [alsoIndicator] : [])].find((code) => !codes.includes(code))
    if (unknown) throw signals.complain(['signals', place], signal, `there is no indicator ${unknown}`)
  })
  priorities.content.levels.forEach((level, place) => {
    const unknown = level.indicators.findIndex(({ code }) => !codes.includes(code))
    if (unknown >= 0) throw priorities.complain(['levels', place, 'indicators', unknown], level.priority, `there is no indicator ${level.indicators[unknown]?.code}`)
  })
}
