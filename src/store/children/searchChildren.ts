import type { ChildFound, ChildrenFound } from '../../desk/children/childPorts'
import { childName } from '../../domain/child'
import { type ChildFamily, documentsOf, familiesOf } from './childFamilies'
import type { ChildDocument } from './childModel'
import { detailsOf } from './openChild'
import { type ChildStore, isOpenTo } from './seeChild'

/** More nobody reads through: they say more of whom they look for. */
const MOST_FOUND = 20
/** Some are barred to whoever looks, some of one child. */
const MOST_READ = 80

/** Hashed. */
export interface SearchHashes {
  readonly names: readonly string[]
  readonly births: readonly string[]
}

/** Records that are like what one person looks for, as far as they may see them: those first that are alike in both. */
export async function searchChildren(store: ChildStore, hashes: SearchHashes, staffId: string): Promise<ChildrenFound> {
  const { names, births } = hashes
  const either = [...names, ...births]
  if (either.length === 0) return { found: [], areMore: false }
  const read = async (filter: object): Promise<ChildDocument[]> => store.children.find(filter).sort({ recordedAt: -1 }).limit(MOST_READ).lean<ChildDocument[]>()
  const inBoth = names.length > 0 && births.length > 0 ? await read({ $and: [{ searchKeys: { $in: names } }, { searchKeys: { $in: births } }] }) : []
  const inOne = await read({ searchKeys: { $in: either } })
  const families = await familiesOf(store.children, [...new Map([...inBoth, ...inOne].map((one) => [one._id, one])).values()])
  const open = await Promise.all(families.map(async (family) => isOpenTo(store, family, staffId)))
  const found = families.filter((_, place) => open[place]).map((family) => toFound(store, family, hashes)).toSorted((one, other) => rankOf(one) - rankOf(other))
  return { found: found.slice(0, MOST_FOUND), areMore: found.length > MOST_FOUND }
}

function toFound({ sealer }: ChildStore, family: ChildFamily, { names, births }: SearchHashes): ChildFound {
  const { root } = family
  const [kept, all] = [new Set(documentsOf(family).flatMap(({ searchKeys = [] }) => searchKeys)), documentsOf(family).map((one) => detailsOf(one, sealer))]
  const details = detailsOf(root, sealer)
  const known = all.flatMap(({ name, otherNames }) => [name, ...(otherNames ?? '').split('\n')]).flatMap((name) => (name === undefined || name === '' || name === childName(details) ? [] : [name]))
  return Object.freeze({
    id: root._id, reference: root.reference, details, otherNames: [...new Set(known)],
    alike: [...(names.some((hash) => kept.has(hash)) ? ['name' as const] : []), ...(births.some((hash) => kept.has(hash)) ? ['birth_date' as const] : [])],
  })
}

/** A name tells more than a day on which many are born. */
const rankOf = ({ alike }: ChildFound): number => (alike.length === 2 ? 0 : alike.includes('name') ? 1 : 2)
