import { isLowered, morePressing } from '../../domain/priority'
import type { Priority } from '../../domain/priority'
import { isRouted } from '../../domain/routing'
import type { Category, Evidence, IndicatorHit, Reading, Signal } from '../../domain/triage'
import { bothIndicators } from '../bothIndicators'
import { isSpecial } from '../isSpecial'
import { hintName } from '../rules/rules'
import type { Rules } from '../rules/rules'
import { chooseCategory, isUnsure, leastOfAllNear } from './chooseCategory'
import type { SecondReader } from './loadSecondReader'
import { nameOfReader } from './readerNames'
import type { Weighed } from './readSentences'
import type { Whole } from './readWhole'

/** What sentences amount to, how much what stands beside them takes from it (doubtOf.ts), and what the whole is about. */
export interface Heard extends Weighed, Pick<Whole, 'about'> {
  readonly doubt: number
}

/**
 * How far a message is raised: `look` has a person read it now, since neither reader is sure; `doubted` is weak danger that
 * only doubts, or what the language model makes of it, keep from urgent: it stays among what is looked at in its turn.
 */
export type Standing = 'urgent' | 'look' | 'doubted' | 'quiet'

function standingOf({ settings: { urgent, look, concern, languageModel: { clear } } }: SecondReader, { own, quoted, doubt, urgentByWords }: Heard, mayBeUrgent: boolean): Standing {
  if (own.urgent - doubt >= urgent && mayBeUrgent) return 'urgent'
  // Quoted mail may be old news: it has a person look, and no more. So has danger that the words tell clearly, whatever stands beside it.
  if (own.urgent >= look || own.concern >= concern || quoted.urgent >= look || urgentByWords >= clear) return 'look'
  return Math.max(own.urgent, urgentByWords) >= urgent && mayBeUrgent ? 'doubted' : 'quiet'
}

const PRIORITY_OF: Readonly<Record<Standing, Priority>> = { urgent: 'urgent', look: 'high', doubted: 'standard', quiet: 'low' }

/**
 * Where it is about another thing than the rules took it for, what followed from that is no reason any more. The whole is named
 * as what says so, but where sentences of danger make it about a child.
 *
 * @param raised how sentences raised it; absent where they did not
 */
function reasonsFor({ priorities: { otherwise, facts } }: Rules, { settings: { reasons } }: SecondReader, first: Reading, category: Category, raised?: keyof typeof reasons): readonly string[] {
  // That nobody is at risk now is no reason beside danger that is heard.
  const calm = raised === 'urgent' || raised === 'look' ? [otherwise.child_concern.reason] : []
  const followed = category === first.category ? calm : [otherwise[first.category].reason, facts.recentConcern]
  const byWhole = category !== first.category && !(raised && category === 'child_concern')
  return [...first.reasons.filter((reason) => !followed.includes(reason)), ...byWhole ? [reasons.whole] : [], ...raised ? [reasons[raised]] : []]
}

/**
 * An indicator of which the rules have hints alone, in sentences that do not sound like it; or one that they are sure of, in
 * sentences that mean something else altogether, by the language model alone too: words cannot tell that.
 */
function isIdle({ settings: { indicatorHint, languageModel: { indicatorUnlike } } }: SecondReader, { soundOf }: Heard, { code, evidence }: IndicatorHit): boolean {
  const { score, inContext } = soundOf(code, evidence)
  if (evidence.every(({ rule }) => rule.startsWith(hintName(code)))) return score !== undefined && score < indicatorHint
  return score !== undefined && inContext !== undefined && Math.max(score, inContext) < indicatorUnlike
}

/** Of a child: what the rules found, but for what is idle, and what sentences sound like. In what is about no child, what both found. */
function indicatorsFor(reader: SecondReader, first: Reading, category: Category, heard: Heard): Reading['indicators'] {
  if (category === 'child_concern') return bothIndicators(first.indicators.filter((hit) => !isIdle(reader, heard, hit)), heard.indicators)
  const codes = new Set(heard.indicators.map(({ code }) => code))
  return first.indicators.filter(({ code }) => codes.has(code))
}

/**
 * What the rules found, and what sentences sound like beside it. Danger that would be urgent is told only where the whole is;
 * what stands beside it (doubtOf.ts) speaks against it.
 */
function bothSignals({ priorities }: Rules, { settings: { signal: least, signalOf } }: SecondReader, first: Reading, { signals, doubt }: Heard, priority: Priority): Reading['signals'] {
  const both: Partial<Record<Signal, readonly Evidence[]>> = { ...first.signals }
  const urgent = priorities.levels.find((level) => level.priority === 'urgent')?.signals ?? []
  for (const { signal, score, evidence } of signals) {
    const isTold = priority === 'urgent' || !urgent.includes(signal)
    if (isTold && score - doubt >= (signalOf[signal] ?? least)) both[signal] ??= evidence
  }
  return both
}

/** It is about a child by its sentences alone, and an indicator is among them: what phrases tell of is looked at then as well. */
const isWorryingChild = (first: Reading, category: Category, { indicators }: Heard): boolean =>
  category === 'child_concern' && first.category !== category && indicators.length > 0

/**
 * Joins what was read like danger to what the rules found. The second reader may raise the priority, say what a message is
 * about (chooseCategory.ts), and add indicators to casework; it takes back no signal and no priority (readAgain.ts does, of idle hints). A paragraph
 * more never makes less than a look of danger, and lowers it for doubt alone; within a paragraph the language model may hear less of
 * danger beside other things, but for what words tell clearly.
 *
 * @param reader without its language model where that has not read
 */
export function combineWithRules(rules: Rules, reader: SecondReader, first: Reading, weighed: Heard): Reading {
  const version = nameOfReader(reader.settings.version, reader.model ? 'on' : 'words')
  // Its subject says that a machine sent it; people use such words too, and what reads like danger is for one of them to look at.
  if (isSpecial(rules, first, 'automatic')) return weighed.own.urgent - weighed.doubt >= reader.settings.urgent
    ? { ...first, priority: 'high', reasons: [reader.settings.reasons.look], readsLike: { version, hits: weighed.hits } }
    : { ...first, readsLike: { version, hits: [] } }
  // An adult's danger is for the rules to see.
  const isAdult = isSpecial(rules, first, 'adult')
  const heard = standingOf(reader, weighed, !isAdult)
  const category = isAdult ? first.category : chooseCategory(reader, first, heard, weighed)
  const standing = isWorryingChild(first, category, weighed) && heard !== 'urgent' ? 'look' : heard
  const least = category === first.category && !isUnsure(first) ? 'low' : leastOfAllNear(rules, reader, weighed)
  const priority = [PRIORITY_OF[standing], least].reduce(morePressing, first.priority)
  const raised = standing !== 'quiet' && isLowered(priority, first.priority) ? standing : undefined
  return {
    ...first,
    priority,
    category,
    indicators: indicatorsFor(reader, first, category, weighed),
    signals: isAdult || isRouted(category) ? first.signals : bothSignals(rules, reader, first, weighed, priority),
    reasons: reasonsFor(rules, reader, first, category, raised),
    readsLike: { version, hits: [...first.readsLike?.hits ?? [], ...standing === 'quiet' ? [] : weighed.hits] },
  }
}
