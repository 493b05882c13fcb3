import type { BarredBeside } from '../domain/handover'
import { bareCollection } from './bareCollection'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'

/**
 * Everybody with a conflict of interest in this enquiry, or in another of its thread: what belongs together tells of the
 * same child.
 */
export async function barredFrom(intakes: IntakeModel, intakeId: string): Promise<ReadonlySet<string>> {
  const own = await intakes.findById(intakeId, { joinedTo: 1 }).lean<Pick<IntakeDocument, 'joinedTo'>>()
  return barredInThread(intakes, { id: intakeId, ...(own?.joinedTo !== undefined && { joinedTo: own.joinedTo }) })
}

/** The same, where it is known what it belongs with. */
export async function barredInThread(intakes: IntakeModel, { id, joinedTo: first = id }: { id: string; joinedTo?: string }): Promise<ReadonlySet<string>> {
  const found = await bareCollection(intakes)
    .find<Pick<IntakeDocument, 'barred'>>({ $or: [{ _id: { $in: [id, first] } }, { joinedTo: first }], 'barred.0': { $exists: true } }, { projection: { barred: 1 } })
    .toArray()
  return new Set(found.flatMap(({ barred = [] }) => barred.map(({ staffId }) => staffId)))
}

/** Who is barred from an enquiry because they are from another of its thread, with that one's reference. */
export async function barredBeside(intakes: IntakeModel, { _id, joinedTo: first = _id }: Pick<IntakeDocument, '_id' | 'joinedTo'>): Promise<readonly BarredBeside[]> {
  const found = await intakes
    .find({ $or: [{ _id: first }, { joinedTo: first }], 'barred.0': { $exists: true } }, { barred: 1, reference: 1 })
    .lean<Pick<IntakeDocument, '_id' | 'barred' | 'reference'>[]>()
  return found.filter((one) => one._id !== _id).flatMap(({ _id: intakeId, reference, barred = [] }) => barred.map(({ name }) => ({ name, intakeId, reference })))
}

/** The lines of a list that this person may see: a conflict of interest in one of a thread is one in all of it. */
export async function withoutBarred<Line extends Pick<IntakeDocument, '_id' | 'joinedTo'>>(intakes: IntakeModel, found: readonly Line[], staffId: string): Promise<readonly Line[]> {
  const firsts = found.map(({ _id, joinedTo = _id }) => joinedTo)
  const barred = await intakes
    .find({ $or: [{ _id: { $in: firsts } }, { joinedTo: { $in: firsts } }], 'barred.staffId': staffId }, { joinedTo: 1 })
    .lean<Pick<IntakeDocument, '_id' | 'joinedTo'>[]>()
  const barredThreads = new Set(barred.map(({ _id, joinedTo = _id }) => joinedTo))
  return found.filter(({ _id, joinedTo = _id }) => !barredThreads.has(joinedTo))
}
