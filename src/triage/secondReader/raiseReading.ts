import { isLowered, morePressing } from '../../domain/priority'
import type { Priority } from '../../domain/priority'
import type { Category, IndicatorHit, Reading } from '../../domain/triage'
import type { Rules } from '../rules/rules'
import type { SecondReader } from './loadSecondReader'
import type { Weighed } from './readSentences'

/** What sentences amount to, and how much the message as a whole takes from it: doubtOf.ts. */
export interface Heard extends Weighed {
  readonly doubt: number
}

/** How far a message is raised: `look` has a person read it now, since neither reader is sure. */
type Standing = 'urgent' | 'look' | 'quiet'

function standingOf({ settings: { urgent, look, concern } }: SecondReader, { own, quoted, doubt }: Heard, mayBeUrgent: boolean): Standing {
  if (own.urgent - doubt >= urgent && mayBeUrgent) return 'urgent'
  // Quoted mail may be old news: it has a person look, and no more.
  return own.urgent >= look || own.concern >= concern || quoted.urgent >= urgent ? 'look' : 'quiet'
}

const PRIORITY_OF: Readonly<Record<Standing, Priority>> = { urgent: 'urgent', look: 'high', quiet: 'low' }

/** A machine's mail tells of no child whatever it reads like; an adult's danger is for the rules to see. */
const isFor = (rules: Rules, first: Reading, special: 'automatic' | 'adult'): boolean =>
  first.reasons.includes(rules.priorities.special[special].reason)

/** The rules found nothing that says what it is about. */
const isUnsure = ({ category }: Reading): boolean => category === 'other' || category === 'general'

/** Nobody asks for training in the same breath as telling of danger without a child behind it. */
function categoryOf(first: Reading, standing: Standing, [likeliest]: readonly Category[]): Category {
  if (standing === 'urgent' || (standing === 'look' && isUnsure(first))) return 'child_concern'
  return isUnsure(first) && likeliest ? likeliest : first.category
}

/** No lower than any of what it may be about, so that a sentence more never lowers it. */
const leastFor = (rules: Rules, first: Reading, categories: readonly Category[]): Priority =>
  (isUnsure(first) ? categories : []).map((category) => rules.priorities.otherwise[category].priority).reduce(morePressing, 'low')

/** Indicators that only the second reader saw, beside those of the rules. */
function bothIndicators(first: readonly IndicatorHit[], second: readonly IndicatorHit[]): readonly IndicatorHit[] {
  const known = new Set(first.map(({ code }) => code))
  return [...first, ...second.filter(({ code }) => !known.has(code))]
}

/**
 * Joins what sentences read like to what the rules found. The second reader may raise the priority, say what a message is
 * about where the rules cannot, and add indicators to a child concern; it changes no finding of the rules. A sentence
 * more never lowers what it makes of a message, but for those that raise the doubt.
 */
export function raiseReading(rules: Rules, reader: SecondReader, first: Reading, weighed: Heard): Reading {
  if (isFor(rules, first, 'automatic')) return first
  const isAdult = isFor(rules, first, 'adult')
  const standing = standingOf(reader, weighed, !isAdult)
  const { version, reasons } = reader.settings
  const category = isAdult ? first.category : categoryOf(first, standing, weighed.categories)
  const least = isAdult ? 'low' : leastFor(rules, first, weighed.categories)
  const priority = [PRIORITY_OF[standing], least].reduce(morePressing, first.priority)
  const isRaised = standing !== 'quiet' && isLowered(priority, first.priority)
  return {
    ...first,
    priority,
    category,
    indicators: category === 'child_concern' ? bothIndicators(first.indicators, weighed.indicators) : first.indicators,
    reasons: isRaised ? [...first.reasons, reasons[standing]] : first.reasons,
    readsLike: { version, hits: standing === 'quiet' ? [] : weighed.hits },
  }
}
