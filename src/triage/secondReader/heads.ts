import { LIKENESSES, type Likeness } from '../../domain/triage'

/** The dangers that a single sentence can tell of; each is an urgent concern about a child as well. */
const DANGERS: ReadonlySet<Likeness> = new Set(LIKENESSES.filter((name) => name !== 'urgentConcern' && name !== 'childConcern'))

/** What a sentence labelled with these is like, with all that follows: a danger is an urgent concern, and that a child concern. */
export function withWhatFollows(labels: readonly Likeness[]): ReadonlySet<Likeness> {
  const all = new Set(labels)
  if (labels.some((label) => DANGERS.has(label))) all.add('urgentConcern')
  if (all.has('urgentConcern')) all.add('childConcern')
  return all
}
