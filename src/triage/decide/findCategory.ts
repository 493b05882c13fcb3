import type { Category } from '../../domain/triage'
import type { Rules } from '../rules/rules'
import type { IndicatorHits } from './findIndicators'
import type { SignalHits } from './findSignals'
import type { Setting } from './liveHits'
import { categoryWeight, hasStandingCue } from './message'
import type { Message } from './message'

/** Messages of these kinds speak of abuse as a subject: only what they say of one child in particular is a concern. */
const SUBJECTS: readonly Category[] = [
  'training', 'research', 'media', 'donation', 'young_people_group', 'general', 'other',
]
/** Questions about procedure name a child's history without a new concern. */
const PROCEDURE: readonly Category[] = ['nrm_query', 'report_request']

export const isAboutASubject = (message: Message): boolean =>
  SUBJECTS.some((category) => categoryWeight(message, category) > 0)

/** The category with most of its phrases in the message; the table's order settles a draw. */
export function likeliest(rules: Rules, message: Message): Category | undefined {
  let best: { category: Category; weight: number } | undefined
  for (const { category } of rules.categories) {
    const weight = categoryWeight(message, category)
    if (weight > (best?.weight ?? 0)) best = { category, weight }
  }
  return best?.category
}

/** What a message is really about. Any sign of a child in danger comes before whatever else it asks for. */
export function findCategory(
  rules: Rules, message: Message, setting: Setting, signals: SignalHits, indicators: IndicatorHits,
): Category | undefined {
  const asked = likeliest(rules, message)
  if (setting.adultOnly) return asked && PROCEDURE.includes(asked) ? asked : 'other'
  if (signals.size > 0) return 'child_concern'
  const isProcedure = asked !== undefined && PROCEDURE.includes(asked)
  const nothingNew = setting.calm || setting.noRealChild || hasStandingCue(message, 'contactEnded')
  if (isProcedure && (nothingNew || indicators.size === 0)) return asked
  if (indicators.size > 0) return 'child_concern'
  if (asked) return asked
  return hasStandingCue(message, 'aboutAChild') || setting.childPossible ? 'child_concern' : undefined
}
