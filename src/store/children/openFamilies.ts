import { withoutBarred } from '../barred'
import type { IntakeDocument } from '../intakeDocument'
import type { IntakeModel } from '../intakeModel'
import type { Sealer } from '../seal'
import { type ChildFamily, intakesToSeeBy } from './childFamilies'
import type { ChildModel } from './childModel'

export interface ChildStore {
  readonly children: ChildModel
  readonly intakes: IntakeModel
  readonly sealer: Sealer
}

/**
 * The children whom somebody may see: what was learnt in one enquiry shows in the record, so that a conflict in one is one in
 * all. The enquiries about all of them are looked at together.
 */
export async function openFamilies({ intakes }: ChildStore, families: readonly ChildFamily[], staffId: string): Promise<readonly ChildFamily[]> {
  if (families.length === 0) return []
  const lines = await intakes.find({ _id: { $in: families.flatMap(intakesToSeeBy) } }, { joinedTo: 1 }).lean<Pick<IntakeDocument, '_id' | 'joinedTo'>[]>()
  const known = new Set(lines.map(({ _id }) => _id))
  const open = new Set((await withoutBarred(intakes, lines, staffId)).map(({ _id }) => _id))
  return families.filter((family) => {
    const own = intakesToSeeBy(family).filter((id) => known.has(id))
    return own.length > 0 && own.every((id) => open.has(id))
  })
}

export const isOpenTo = async (store: ChildStore, family: ChildFamily, staffId: string): Promise<boolean> => (await openFamilies(store, [family], staffId)).length === 1
