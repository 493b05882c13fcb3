import { isLowered, morePressing } from '../../domain/priority'
import type { Priority } from '../../domain/priority'
import type { Category, IndicatorHit, Reading } from '../../domain/triage'
import type { Rules } from '../rules/rules'
import type { SecondReader } from './loadSecondReader'
import type { Weighed } from './readSentences'
import type { Whole } from './readWhole'

/** What sentences amount to, how much what stands beside them takes from it (doubtOf.ts), and what the whole is about. */
export interface Heard extends Weighed, Pick<Whole, 'about'> {
  readonly doubt: number
}

/**
 * How far a message is raised: `look` has a person read it now, since neither reader is sure; `doubted` is weak danger that
 * only doubts keep from urgent: it stays among what is looked at in its turn.
 */
type Standing = 'urgent' | 'look' | 'doubted' | 'quiet'

function standingOf({ settings: { urgent, look, concern } }: SecondReader, { own, quoted, doubt }: Heard, mayBeUrgent: boolean): Standing {
  if (own.urgent - doubt >= urgent && mayBeUrgent) return 'urgent'
  // Quoted mail may be old news: it has a person look, and no more.
  if (own.urgent >= look || own.concern >= concern || quoted.urgent >= look) return 'look'
  return own.urgent >= urgent && mayBeUrgent ? 'doubted' : 'quiet'
}

const PRIORITY_OF: Readonly<Record<Standing, Priority>> = { urgent: 'urgent', look: 'high', doubted: 'standard', quiet: 'low' }

/** A machine's mail tells of no child whatever it reads like; an adult's danger is for the rules to see. */
const isFor = (rules: Rules, first: Reading, special: 'automatic' | 'adult'): boolean =>
  first.reasons.includes(rules.priorities.special[special].reason)

/** The rules found nothing that says what it is about. */
const isUnsure = ({ category }: Reading): boolean => category === 'other' || category === 'general'

/** What the whole is nearest to, and whatever is less near by no more than a margin, that first; nothing where it is a child's by hardly more than most messages are. */
function kindsNear({ settings: { toChild } }: SecondReader, { about }: Heard, margin: number): readonly Category[] {
  const near = [...about ?? []].toSorted(([, one], [, other]) => other - one)
  const [nearest, most = 0] = near[0] ?? []
  return nearest === 'child_concern' && most < toChild ? [] : near.filter(([, score]) => score > most - margin).map(([category]) => category)
}

/** What it is taken to be about before the whole is asked: a child, where sentences of danger are all that is known of it or are loud. */
const presumed = ({ settings: { plain } }: SecondReader, first: Reading, standing: Standing, { own }: Heard): Category =>
  ((standing === 'look' && isUnsure(first)) || own.urgent >= plain ? 'child_concern' : first.category)

/**
 * What it is about: by the whole, where that is clearly nearer to another kind than to what is presumed. How pressing it is
 * stays as it was: what is urgent is about the child, and only a manager may take what is pressing from those who look after children (domain/childConcern.ts).
 */
function categoryOf(reader: SecondReader, first: Reading, standing: Standing, heard: Heard): Category {
  if (standing === 'urgent') return 'child_concern'
  if (first.priority === 'urgent') return first.category
  const { category, fromChild } = reader.settings
  const before = presumed(reader, first, standing, heard)
  const near = kindsNear(reader, heard, before === 'child_concern' ? fromChild : category)
  return near[0] === undefined || near.includes(before) ? before : near[0]
}

/** No lower than any of what it may be about calls for. */
const leastFor = (rules: Rules, near: readonly Category[]): Priority =>
  near.map((category) => rules.priorities.otherwise[category].priority).reduce(morePressing, 'low')

/** Where what it is about gave the reason, and the whole says otherwise, that is said: the rules concluded nothing of the kind. */
const reasonsFor = ({ priorities: { otherwise } }: Rules, reader: SecondReader, first: Reading, category: Category): readonly string[] =>
  category === first.category ? first.reasons
    : [...first.reasons.filter((reason) => reason !== otherwise[first.category].reason), reader.settings.reasons.whole]

/** Indicators that only the second reader saw, beside those of the rules. */
function bothIndicators(first: readonly IndicatorHit[], second: readonly IndicatorHit[]): readonly IndicatorHit[] {
  const known = new Set(first.map(({ code }) => code))
  return [...first, ...second.filter(({ code }) => !known.has(code))]
}

/**
 * Joins what was read like danger to what the rules found. The second reader may raise the priority, say what a message is
 * about, and add indicators to a child concern; it takes back no signal and no indicator of the rules, and no concern for a
 * child that somebody must look at. A sentence more never makes less than a look of danger, and lowers it for doubt alone.
 */
export function raiseReading(rules: Rules, reader: SecondReader, first: Reading, weighed: Heard): Reading {
  if (isFor(rules, first, 'automatic')) return first
  const isAdult = isFor(rules, first, 'adult')
  const standing = standingOf(reader, weighed, !isAdult)
  const { version, reasons } = reader.settings
  const category = isAdult ? first.category : categoryOf(reader, first, standing, weighed)
  const least = category === first.category && !isUnsure(first) ? 'low' : leastFor(rules, kindsNear(reader, weighed, reader.settings.category))
  const priority = [PRIORITY_OF[standing], least].reduce(morePressing, first.priority)
  const isRaised = standing !== 'quiet' && isLowered(priority, first.priority)
  return {
    ...first,
    priority,
    category,
    indicators: category === 'child_concern' ? bothIndicators(first.indicators, weighed.indicators) : first.indicators,
    reasons: isRaised ? [...first.reasons, reasons[standing]] : reasonsFor(rules, reader, first, category),
    readsLike: { version, hits: standing === 'quiet' ? [] : weighed.hits },
  }
}
