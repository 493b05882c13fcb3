import type { SaidBy } from '../../desk/children/childPorts'
import { type ChildFamily, documentsOf, familiesOf } from './childFamilies'
import type { ChildDocument } from './childModel'
import { type ChildStore, openFamilies } from './openFamilies'

interface Sibling {
  readonly family: ChildFamily
  readonly said: SaidBy
}

/** The siblings of each of these children whom one person may see, and who said so. All are asked for together. */
export async function siblingsOfEach(store: ChildStore, of: readonly ChildFamily[], staffId: string): Promise<(family: ChildFamily) => readonly Sibling[]> {
  if (of.length === 0) return () => []
  const { children } = store
  const documents = of.flatMap(documentsOf)
  const named = documents.flatMap(({ siblings = [] }) => siblings.map(({ childId }) => childId))
  const read = async (filter: object): Promise<readonly ChildDocument[]> => children.find(filter).lean<ChildDocument[]>()
  const [others, naming] = await Promise.all([
    named.length === 0 ? [] : read({ _id: { $in: named } }), read({ 'siblings.childId': { $in: documents.map(({ _id }) => _id) } }),
  ])
  const each = new Map([...others, ...naming].map((one) => [one._id, one]))
  const open = await openFamilies(store, await familiesOf(children, [...each.values()]), staffId)
  return (family) => open.flatMap((one) => {
    const said = one.root._id === family.root._id ? undefined : saidIn(family, one) ?? saidIn(one, family)
    return said ? [{ family: one, said }] : []
  })
}

/** It lies on whichever of the two was recorded later. */
function saidIn(family: ChildFamily, other: ChildFamily): SaidBy | undefined {
  const ids = new Set(documentsOf(other).map(({ _id }) => _id))
  return documentsOf(family).flatMap(({ siblings = [] }) => siblings).find(({ childId }) => ids.has(childId))
}
