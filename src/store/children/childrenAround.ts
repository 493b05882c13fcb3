import type { ChildPair, ChildRecord, ChildrenOfIntake } from '../../desk/children/childPorts'
import { type ChildFamily, familiesOfIntakes, isSaidOf } from './childFamilies'
import { type ChildStore, seeChild } from './seeChild'

interface Around {
  readonly intakeId: string
  readonly beside: readonly string[]
  readonly staffId: string
}

interface Seen {
  readonly family: ChildFamily
  readonly record: ChildRecord
}

/** The children of an enquiry and of those beside it, as one person may see them, and of which two nobody has said what they are to one another. */
export async function childrenAround(store: ChildStore, { intakeId, beside, staffId }: Around): Promise<ChildrenOfIntake> {
  const look = async (id: string): Promise<readonly Seen[]> => seeEach(store, await familiesOfIntakes(store.children, store.intakes, [id]), staffId)
  const [own, ...theirs] = await Promise.all([intakeId, ...beside].map(look))
  return {
    own: recordsOf(own), beside: beside.map((id, place) => ({ intakeId: id, children: recordsOf(theirs[place]) })),
    unsaid: pairsOf(own ?? [], theirs.flat()).filter(([one, other]) => !isSaidOf(one.family, other.family)).map(([one, other]): ChildPair => ({ one: one.record, other: other.record })),
  }
}

async function seeEach(store: ChildStore, families: readonly ChildFamily[], staffId: string): Promise<readonly Seen[]> {
  const seen = await Promise.all(families.map(async (family) => ({ family, record: await seeChild(store, family, staffId) })))
  return seen.flatMap(({ family, record }) => (record ? [{ family, record }] : []))
}

const recordsOf = (seen: readonly Seen[] = []): readonly ChildRecord[] => seen.map(({ record }) => record)

/** Each of the enquiry's own with another of its own, and with each of the others; each two once. */
function pairsOf(own: readonly Seen[], theirs: readonly Seen[]): readonly (readonly [Seen, Seen])[] {
  const idOf = ({ family }: Seen): string => family.root._id
  const all = own.flatMap((one, place) => [...own.slice(place + 1), ...theirs].filter((other) => idOf(other) !== idOf(one)).map((other) => [one, other] as const))
  return [...new Map(all.map((pair) => [pair.map(idOf).toSorted().join(), pair])).values()]
}
