import type { Priority } from './priority'
import type { FactKind } from './recordedFacts'
import { isRouted } from './routing'
import type { Category, Likeness, Reading, Signal } from './triage'

/** What triage found, without the words behind it. */
export interface Findings {
  readonly priority: Priority
  readonly category: Category
  /** What a person found it to be about: a further sign where that is casework, and never one less. */
  readonly confirmedCategory?: Category
  readonly indicators: readonly string[]
  readonly signals: readonly Signal[]
  readonly likenesses: readonly Likeness[]
}

/** Why an enquiry may be about a child. */
export type ChildConcernSign =
  | { readonly kind: 'category'; readonly category: Category }
  | { readonly kind: 'priority'; readonly priority: Priority }
  | { readonly kind: 'signal'; readonly signal: Signal }
  | { readonly kind: 'indicator'; readonly code: string }
  | { readonly kind: 'likeness'; readonly likeness: Likeness }
  | SignByPerson
  /** Another enquiry that belongs with it shows such a sign. */
  | { readonly kind: 'thread' }

/** The same by what a person said of it. */
export type SignByPerson =
  /** The record of a child stands with it. */
  | { readonly kind: 'record' }
  /** It was linked with another, on whichever of the two: the same child, or a sibling. */
  | { readonly kind: 'link' }
  | { readonly kind: 'fact'; readonly fact: FactKind }

/** Asked and recorded of a child, and of nobody else, whatever the answer. */
const FACTS_OF_A_CHILD: readonly FactKind[] = ['missing_now', 'in_contact_now', 'authority_contacted', 'nrm_referral']
export const isFactOfChild = (kind: FactKind): boolean => FACTS_OF_A_CHILD.includes(kind)

/** @param facts the kinds of what is recorded */
export const signsByPerson = ({ hasRecord, isLinked, facts }: { readonly hasRecord: boolean; readonly isLinked: boolean; readonly facts: readonly FactKind[] }): readonly SignByPerson[] => [
  ...(hasRecord ? [{ kind: 'record' } as const] : []),
  ...(isLinked ? [{ kind: 'link' } as const] : []),
  ...FACTS_OF_A_CHILD.filter((fact) => facts.includes(fact)).map((fact) => ({ kind: 'fact', fact }) as const),
]

/**
 * Every sign that was found of an enquiry that it may be about a child: any one of them, as any that a person gave, overrides training, media and the rest. A question about
 * the referral mechanism and a request for a report are casework, and count.
 */
export const childConcernSigns = ({ category, confirmedCategory, priority, signals, indicators, likenesses }: Findings): readonly ChildConcernSign[] => [
  ...(isRouted(category) ? [] : [{ kind: 'category', category } as const]),
  ...(confirmedCategory === undefined || confirmedCategory === category || isRouted(confirmedCategory) ? [] : [{ kind: 'category', category: confirmedCategory } as const]),
  ...(priority === 'urgent' || priority === 'high' ? [{ kind: 'priority', priority } as const] : []),
  ...signals.map((signal) => ({ kind: 'signal', signal }) as const),
  ...indicators.map((code) => ({ kind: 'indicator', code }) as const),
  ...likenesses.map((likeness) => ({ kind: 'likeness', likeness }) as const),
]

/** @param signals those that were found */
export const findingsOf = ({ priority, category, indicators, readsLike }: Reading, signals: readonly Signal[]): Findings => ({
  priority, category, signals, indicators: indicators.map(({ code }) => code), likenesses: (readsLike?.hits ?? []).map(({ likeness }) => likeness),
})
