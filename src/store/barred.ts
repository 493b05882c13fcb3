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
  const found = await intakes
    .find({ $or: [{ _id: { $in: [id, first] } }, { joinedTo: first }], 'barred.0': { $exists: true } }, { barred: 1 })
    .lean<Pick<IntakeDocument, 'barred'>[]>()
  return new Set(found.flatMap(({ barred = [] }) => barred.map(({ staffId }) => staffId)))
}
