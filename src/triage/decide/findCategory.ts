import type { Category } from '../../domain/triage'
import { ruleKey } from '../rules/rules'
import type { Rules } from '../rules/rules'
import type { IndicatorHits } from './findIndicators'
import type { Findings } from './findPriority'
import { presentHits } from './liveHits'
import type { Setting } from './liveHits'
import { besideAny } from './besideAny'
import { categoryHits, categoryWeight, cueHits, hasStandingCue } from './message'
import type { Message } from './message'
import { tellsOfAChild } from './tellsOfAChild'

/** Messages of these kinds speak of abuse as a subject: only what they say of one child in particular is a concern. */
const SUBJECTS: readonly Category[] = [
  'training', 'research', 'media', 'donation', 'young_people_group', 'general', 'other',
]
/** Questions about procedure name a child's history without a new concern. */
const PROCEDURE: readonly Category[] = ['nrm_query', 'report_request']

export const isAboutASubject = (message: Message): boolean =>
  SUBJECTS.some((category) => categoryHits(message, category).length > 0)

/** The category with most of its phrases in the message; the table's order settles a draw. */
export function likeliest(rules: Rules, message: Message): Category | undefined {
  let best: { category: Category; weight: number } | undefined
  for (const { category } of rules.categories) {
    const weight = categoryWeight(message, category)
    if (weight > (best?.weight ?? 0)) best = { category, weight }
  }
  return best?.category
}

/** Kinds whose everyday words stand in any letter: news of a child weighs more. */
const CATCH_ALL: readonly Category[] = ['general', 'other']

const isAboutAChild = (message: Message): boolean =>
  hasStandingCue(message, 'childMentioned') && cueHits(message, 'particularChild').length > 1

/** Unease about one child in particular, in whatever words and whatever else the message asks for. */
function isWorriedAboutAChild(message: Message, setting: Setting): boolean {
  const worries = presentHits(message, setting, ruleKey('cue', 'worry'))
  if (worries.length === 0) return false
  const isBeside = besideAny(message, cueHits(message, 'particularChild'))
  return worries.some(({ sentence }) => isBeside(sentence))
}

/** A question about procedure that tells of nothing new: no worry, or all of it settled, supposed or long past. */
function isMereProcedure(message: Message, setting: Setting, indicators: IndicatorHits): boolean {
  if (setting.noRealChild) return true
  if (setting.calm || setting.foundSafe || hasStandingCue(message, 'contactEnded')) return indicators.size === 0 || !setting.speaksOfNow
  if (indicators.size === 0) return !isWorriedAboutAChild(message, setting)
  return !setting.speaksOfNow && setting.longAgo
}

/** What a message is really about, when it is likeliest about what is `asked`. Any sign of a child in danger comes before that. */
export function findCategory({ message, setting, signals, indicators }: Findings, asked: Category | undefined): Category | undefined {
  if (setting.adultOnly) return asked && PROCEDURE.includes(asked) ? asked : 'other'
  if (signals.size > 0) return 'child_concern'
  if (asked && PROCEDURE.includes(asked) && isMereProcedure(message, setting, indicators)) return asked
  if (indicators.size > 0 || isWorriedAboutAChild(message, setting) || tellsOfAChild(message, setting)) return 'child_concern'
  if (asked && !(CATCH_ALL.includes(asked) && isAboutAChild(message))) return asked
  return hasStandingCue(message, 'aboutAChild') || setting.childPossible ? 'child_concern' : undefined
}
