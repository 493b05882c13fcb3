import type { ChildOfIntake, ChildPair, ChildrenOfIntake, KnownChild } from '../../desk/children/childPorts'
import { type ChildFamily, familiesOfEach, isSaidOf } from './childFamilies'
import { toChild } from './openChild'
import { type ChildStore, openFamilies } from './openFamilies'
import { siblingsOfEach } from './siblings'

interface Around {
  readonly intakeId: string
  readonly beside: readonly string[]
  readonly staffId: string
}

/**
 * The children of an enquiry and of those beside it, as one person may see them, and of which two nobody has said what they are to
 * one another. However many there are, they are asked for together.
 */
export async function childrenAround(store: ChildStore, { intakeId, beside, staffId }: Around): Promise<ChildrenOfIntake> {
  const { children, intakes, sealer } = store
  const familiesOf = await familiesOfEach(children, intakes, [intakeId, ...beside])
  const open = new Set(await openFamilies(store, [...new Set([intakeId, ...beside].flatMap(familiesOf))], staffId))
  const openOf = (id: string): readonly ChildFamily[] => familiesOf(id).filter((family) => open.has(family))
  const known = new Map([...open].map((family): [ChildFamily, KnownChild] => [family, { child: toChild(family.root, sealer) }]))
  const own = openOf(intakeId)
  const siblingsOf = await siblingsOfEach(store, own, staffId)
  return {
    own: own.map((family): ChildOfIntake => ({
      ...known.get(family)!, merged: family.merged.map(({ _id: id }) => ({ id })), siblings: siblingsOf(family).map(({ family: { root: { reference } } }) => ({ reference })),
    })),
    beside: beside.map((id) => ({ intakeId: id, children: openOf(id).map((family) => known.get(family)!) })),
    unsaid: pairsOf(own, beside.flatMap(openOf)).filter(([one, other]) => !isSaidOf(one, other)).map(([one, other]): ChildPair => ({ one: known.get(one)!, other: known.get(other)! })),
  }
}

/** Each of the enquiry's own with another of its own, and with each of the others; each two once. */
function pairsOf(own: readonly ChildFamily[], theirs: readonly ChildFamily[]): readonly (readonly [ChildFamily, ChildFamily])[] {
  const all = own.flatMap((one, place) => [...own.slice(place + 1), ...theirs].filter((other) => other !== one).map((other) => [one, other] as const))
  return [...new Map(all.map((pair) => [pair.map(({ root }) => root._id).toSorted().join(), pair])).values()]
}
