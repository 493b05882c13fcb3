import type { BesideChild, ChildConflicts } from '../../desk/children/childPorts'
import { barredFromAny } from '../barred'
import { familyOf, intakesToSeeBy } from './childFamilies'
import type { ChildStore } from './seeChild'

/** Who has a conflict of interest on one side only: on both they see neither now. */
export async function childConflicts(store: ChildStore, childId: string, beside: BesideChild): Promise<ChildConflicts> {
  const { intakes } = store
  const enquiriesOf = async (id: string): Promise<readonly string[]> => {
    const family = await familyOf(store.children, id)
    return family ? intakesToSeeBy(family) : []
  }
  const [ofRecord, ofOther] = await Promise.all([
    barredFromAny(intakes, await enquiriesOf(childId)),
    barredFromAny(intakes, 'intakeId' in beside ? [beside.intakeId] : await enquiriesOf(beside.childId)),
  ])
  const without = (some: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): readonly string[] => [...some].flatMap(([staffId, name]) => (others.has(staffId) ? [] : [name]))
  return { ofRecord: without(ofRecord, ofOther), ofOther: without(ofOther, ofRecord) }
}
