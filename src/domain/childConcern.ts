import type { Priority } from './priority'
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
  /** Another enquiry that belongs with it shows such a sign. */
  | { readonly kind: 'thread' }

/**
 * Every sign that an enquiry may be about a child: any one of them overrides training, media and the rest. A question about
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
