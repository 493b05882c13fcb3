import type { ChildConflicts, DeskChildren } from '../../desk/children/childPorts'
import { barredFromEach } from '../barred'
import { documentsOf, familiesOf, intakesToSeeBy } from './childFamilies'
import type { ChildDocument } from './childModel'
import type { ChildStore } from './openFamilies'

/** Of records by the enquiries of all that are of the child. However many there are, they are read together. */
export async function childConflicts({ children, intakes }: ChildStore, { childIds, intakeIds }: Parameters<DeskChildren['conflicts']>[0]): Promise<ChildConflicts> {
  const records = childIds.length === 0 ? [] : await children.find({ _id: { $in: [...childIds] } }).lean<ChildDocument[]>()
  const families = await familiesOf(children, records)
  const barredFrom = await barredFromEach(intakes, [...families.flatMap(intakesToSeeBy), ...intakeIds])
  return {
    ofRecords: new Map(families.flatMap((family) => {
      const barred = new Map(intakesToSeeBy(family).flatMap((id) => [...barredFrom(id)]))
      return documentsOf(family).map(({ _id }) => [_id, barred] as const)
    })),
    ofEnquiries: new Map(intakeIds.map((id) => [id, barredFrom(id)])),
  }
}
