import { CATEGORIES, LIKENESSES } from '../../domain/triage'
import type { Category, Likeness, Signal } from '../../domain/triage'

/** How many indicators each group of the list has, by the letter that their codes begin with. */
const GROUPS: Readonly<Record<string, number>> = { J: 9, D: 7, C: 10, M: 5, S: 6, K: 7, L: 5, H: 4, B: 3, F: 4, X: 3, P: 7, O: 5 }

/** The codes of the 75 indicators. */
export const CODES: readonly string[] = Object.entries(GROUPS).flatMap(([letter, count]) => Array.from({ length: count }, (_, at) => `${letter}${at + 1}`))

export type CategoryHead = `category:${Category}`
export const categoryHead = (category: Category): CategoryHead => `category:${category}`

/** Heads that share a table of weights. */
export interface HeadGroup {
  readonly heads: readonly string[]
}
/** What a sentence can tell beside what it reads like. */
const FACTS = ['atPort', 'ageDisputed', 'otherChildExposed'] as const
/** By one sentence: how soon a person must look, what it tells, or that it sounds alarming and must not count. */
export const DANGERS: HeadGroup = { heads: [...LIKENESSES, 'notUrgent', ...FACTS] }

/** The signals that heads of danger are trained for. */
export const HEAD_OF_SIGNAL: Readonly<Partial<Record<Signal, string>>> = {
  missingNow: 'missingNow', inContactNow: 'inContactNow', aboutToBeMoved: 'aboutToBeMoved', removalImminent: 'removalImminent', atPort: 'atPort',
  ageDisputed: 'ageDisputed', inCustody: 'inCustody', courtWithinOneWorkingDay: 'courtSoon', threats: 'threats', unsafeArrival: 'unsafeArrival',
  otherChildExposed: 'otherChildExposed',
}
export const INDICATORS: HeadGroup = { heads: CODES }
/** By all words of a message together: what no sentence of it says by itself, such as that the whole is about a film. */
export const WHOLES: HeadGroup = { heads: ['urgentConcern', ...CATEGORIES.map(categoryHead)] }

/** What a sentence may be labelled with. */
export const LABELS: readonly string[] = [...DANGERS.heads, ...INDICATORS.heads, ...CATEGORIES.map(categoryHead)]

const isDanger = (label: string): boolean =>
  label === 'atPort' || LIKENESSES.some((likeness: Likeness) => likeness === label && likeness !== 'urgentConcern' && likeness !== 'childConcern')

/**
 * What a sentence labelled with these is like, with all that follows: a danger is an urgent concern unless the sentence
 * must not count or nothing in its message is urgent, and that a child concern. Whoever is missing now shows M1.
 */
export function withWhatFollows(labels: readonly string[], mayBeUrgent = true): ReadonlySet<string> {
  const all = new Set(labels)
  const counts = !all.has('notUrgent')
  if (counts && mayBeUrgent && labels.some(isDanger)) all.add('urgentConcern')
  if (counts && (all.has('urgentConcern') || labels.some((label) => CODES.includes(label)))) all.add('childConcern')
  if (all.has('missingNow')) all.add('M1')
  return all
}
