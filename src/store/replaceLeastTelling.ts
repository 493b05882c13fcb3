import type { QueryFilter } from 'mongoose'
import { isByReference, isLoose, isWeak, type Suggestion } from '../domain/thread'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'

/** Nobody else may have changed the suggestions meanwhile; each try sees them anew. */
const TRIES = 3

/**
 * This stands in the place of the suggestion that tells least: of a home or a number, of a likeness, of a name and what goes with it; of
 * those that tell alike, of the enquiry that came first. What a message or a person named, and what has the same reference, keeps its place.
 * @param which the enquiry that it lies on, as long as it may be suggested there
 */
export async function replaceLeastTelling(intakes: IntakeModel, which: QueryFilter<IntakeDocument> & { readonly _id: string }, suggestion: Suggestion): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const own = await intakes.findOne(which, { suggestions: 1 }).lean<Pick<IntakeDocument, 'suggestions'>>()
    const suggestions = own?.suggestions ?? []
    const least = await leastTelling(intakes, suggestions)
    if (!least) return
    const left = suggestions.filter(({ intakeId }) => intakeId !== least.intakeId)
    const { matchedCount } = await intakes.updateOne({ ...which, suggestions }, { $set: { suggestions: [...left, suggestion] } })
    if (matchedCount === 1) return
  }
}

async function leastTelling(intakes: IntakeModel, suggestions: readonly Suggestion[]): Promise<Suggestion | undefined> {
  const giveWay = suggestions.filter(({ why, signs = [] }) => why === 'same_child' && !isByReference(signs))
  const least = Math.min(...giveWay.map(telling))
  const alike = giveWay.filter((one) => telling(one) === least)
  const [first] = await intakes.find({ _id: { $in: alike.map(({ intakeId }) => intakeId) } }, { _id: 1 }).sort({ receivedAt: 1, _id: 1 }).limit(1).lean<{ _id: string }[]>()
  return alike.find(({ intakeId }) => intakeId === first?._id)
}

function telling({ signs = [] }: Suggestion): number {
  if (isWeak(signs)) return 0
  return isLoose(signs) ? 1 : 2
}
