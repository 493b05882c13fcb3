import { isLowered, priorityRank } from '../../domain/priority'
import type { Priority } from '../../domain/priority'
import { isRouted } from '../../domain/routing'
import { CATEGORIES, SIGNALS } from '../../domain/triage'
import { eachOnce, namedIn } from './eachOnce'
import type { PathInFile } from './placeInFile'
import type { RulesFile } from './rulesFile'
import { FACTS, SPECIAL_CASES } from './rulesSchema'
import type { PriorityTable } from './rulesSchema'

/** Nobody waits for an answer to these; whatever else is special, a person must look at. */
const MAY_BE_LOW: readonly (typeof SPECIAL_CASES)[number][] = ['automatic', 'nothingSaid']

/** That the table leaves out nothing that tells of danger, nor lowers what may be about a child. */
export function checkPriorities({ content, complain }: RulesFile<PriorityTable>, codes: readonly string[]): void {
  const { levels, otherwise, special } = content
  const refuseBelowStandard = (path: PathInFile, entry: string, priority: Priority): void => {
    if (isLowered('standard', priority)) throw complain(path, entry, `must not be ${priority}: standard at least, so that a person looks at it in time`)
  }
  eachOnce({ complain }, namedIn('levels', levels.map(({ priority }) => priority), 'priority'), ['urgent', 'high'])
  levels.forEach(({ priority, signals, indicators, facts }, place) => {
    const unknown = indicators.findIndex(({ code }) => !codes.includes(code))
    if (unknown >= 0) throw complain(['levels', place, 'indicators', unknown], priority, `there is no indicator ${indicators[unknown]?.code}`)
    const before = levels[place - 1]?.priority ?? priority
    if (priorityRank(before) > priorityRank(priority)) throw complain(['levels', place, 'priority'], priority, `stands after ${before}: the first level that fits holds, so the most pressing comes first`)
    if (signals.length + indicators.length + facts.length === 0) throw complain(['levels', place], priority, 'has no reasons: nothing would be so')
    refuseBelowStandard(['levels', place, 'priority'], 'levels', priority)
  })
  const inLevels = new Set<string>(levels.flatMap(({ signals, facts }) => [...signals, ...facts]))
  const left = [...SIGNALS, ...FACTS].find((name) => !inLevels.has(name))
  if (left) throw complain(['levels'], left, 'stands in no level: it would raise nothing')
  for (const category of CATEGORIES) {
    if (!isRouted(category)) refuseBelowStandard(['otherwise', category, 'priority'], category, otherwise[category].priority)
  }
  for (const name of SPECIAL_CASES) {
    if (!MAY_BE_LOW.includes(name)) refuseBelowStandard(['special', name, 'priority'], name, special[name].priority)
  }
}
