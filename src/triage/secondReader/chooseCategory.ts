import { morePressing } from '../../domain/priority'
import type { Priority } from '../../domain/priority'
import { isRouted } from '../../domain/routing'
import type { Category, Reading } from '../../domain/triage'
import type { Rules } from '../rules/rules'
import type { SecondReader } from './loadSecondReader'
import type { Heard, Standing } from './combineWithRules'

/** The rules found nothing that says what it is about. */
export const isUnsure = ({ category }: Reading): boolean => category === 'other' || category === 'general'

/** What the whole is nearest to, and whatever is less near by no more than a margin, that first. */
function kindsNear({ about }: Heard, margin: number): readonly Category[] {
  const near = [...about ?? []].toSorted(([, one], [, other]) => other - one)
  const [, most = 0] = near[0] ?? []
  return near.filter(([, score]) => score > most - margin).map(([category]) => category)
}

/** Most messages are about a child: hardly more than that makes none of them so. */
const isLikely = ({ settings: { toChild } }: SecondReader, { about }: Heard, category: Category): boolean =>
  category !== 'child_concern' || (about?.get(category) ?? 0) >= toChild

/** What it is taken to be about before the whole is asked: a child, where sentences of danger are all that is known of it or are loud. */
const presumed = ({ settings: { plain } }: SecondReader, first: Reading, standing: Standing, { own }: Heard): Category =>
  ((standing === 'look' && isUnsure(first)) || own.urgent >= plain ? 'child_concern' : first.category)

/** By how much another kind must be nearer. Where nobody but a list would see it then (domain/childConcern.ts), a child is not left for a little. */
function marginFor({ settings: { category, fromChild } }: SecondReader, before: Category, nearest: Category, { priority }: Reading, standing: Standing): number {
  const isSeen = !isRouted(nearest) || priority === 'high' || standing === 'look'
  return before === 'child_concern' && isSeen ? fromChild : category
}

/** Phrases make it about a child, and sentences have a person look at it: no list is its place, whatever its words are nearer to. */
const isLookedAt = (first: Reading, before: Category, standing: Standing): boolean =>
  before === 'child_concern' && first.category === before && standing === 'look'

/**
 * What a message is about: by the whole, where that is clearly nearer to another kind than to what is presumed. How pressing
 * it is stays as it was; what is urgent leaves no child for it.
 */
export function chooseCategory(reader: SecondReader, first: Reading, standing: Standing, heard: Heard): Category {
  if (standing === 'urgent') return 'child_concern'
  const before = presumed(reader, first, standing, heard)
  const [nearest] = kindsNear(heard, reader.settings.category)
  if (nearest === undefined || !isLikely(reader, heard, nearest)) return before
  if (first.priority === 'urgent') return isUnsure(first) && nearest === 'child_concern' ? nearest : first.category
  if (isRouted(nearest) && isLookedAt(first, before, standing)) return before
  return kindsNear(heard, marginFor(reader, before, nearest, first, standing)).includes(before) ? before : nearest
}

/** No lower than any of what it may be about calls for. */
export const leastOfAllNear = (rules: Rules, reader: SecondReader, heard: Heard): Priority =>
  kindsNear(heard, reader.settings.category).filter((category) => isLikely(reader, heard, category))
    .map((category) => rules.priorities.otherwise[category].priority).reduce(morePressing, 'low')
