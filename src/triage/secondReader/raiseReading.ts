import { isLowered, morePressing } from '../../domain/priority'
import type { Priority } from '../../domain/priority'
import type { Category, Reading } from '../../domain/triage'
import type { Rules } from '../rules/rules'
import type { SecondReader } from './loadSecondReader'
import type { Weighed } from './readSentences'

/** How far a message is raised: `look` has a person read it now, since neither reader is sure. */
type Standing = 'urgent' | 'look' | 'quiet'

function standingOf({ settings: { urgent, look } }: SecondReader, { own, quoted }: Weighed, mayBeUrgent: boolean): Standing {
  if (own >= urgent && mayBeUrgent) return 'urgent'
  // Quoted mail may be old news: it has a person look, and no more.
  return own >= look || quoted >= urgent ? 'look' : 'quiet'
}

const PRIORITY_OF: Readonly<Record<Exclude<Standing, 'quiet'>, Priority>> = { urgent: 'urgent', look: 'high' }

/** A machine's mail tells of no child whatever it reads like; an adult's danger is for the rules to see. */
const isFor = (rules: Rules, first: Reading, special: 'automatic' | 'adult'): boolean =>
  first.reasons.includes(rules.priorities.special[special].reason)

/** Nobody asks for training in the same breath as telling of danger without a child behind it. */
const categoryOf = (first: Category, standing: Exclude<Standing, 'quiet'>): Category =>
  (standing === 'urgent' || first === 'other' || first === 'general' ? 'child_concern' : first)

/**
 * Joins what sentences read like to what the rules found. The second reader may raise the priority and make a child
 * concern of something quieter; it takes nothing back and changes no finding of the rules.
 */
export function raiseReading(rules: Rules, reader: SecondReader, first: Reading, weighed: Weighed): Reading {
  if (isFor(rules, first, 'automatic')) return first
  const standing = standingOf(reader, weighed, !isFor(rules, first, 'adult'))
  const { version, reasons } = reader.settings
  if (standing === 'quiet') return { ...first, readsLike: { version, hits: [] } }
  const priority = morePressing(first.priority, PRIORITY_OF[standing])
  return {
    ...first,
    priority,
    category: categoryOf(first.category, standing),
    reasons: isLowered(priority, first.priority) ? [...first.reasons, reasons[standing]] : first.reasons,
    readsLike: { version, hits: weighed.hits },
  }
}
