import type { ChildFound, ChildrenFound } from '../../desk/children/childPorts'
import { childName } from '../../domain/child'
import { type ChildFamily, documentsOf, familiesOf } from './childFamilies'
import type { ChildDocument, ChildModel } from './childModel'
import { detailsOf } from './openChild'
import { type ChildStore, openFamilies } from './openFamilies'

/** More nobody reads through: they say more of whom they look for. */
const MOST_FOUND = 20
/** Records that are read at once: some are barred to whoever looks, some of one child. */
const READ_AT_ONCE = 80

/** What is looked for, as keyed hashes. */
export interface SearchHashes {
  /** Of the whole name, of it without its middle, of a part of it, of it with other vowels, and of those that tell of somebody alone. */
  readonly names: Readonly<Record<'whole' | 'shorter' | 'part' | 'alike' | 'telling', readonly string[]>>
  readonly births: readonly string[]
}

/** Of each group a record must keep one. */
type Look = readonly (readonly string[])[]

/** Records that are like what one person looks for, as far as they may see them: the nearest first. */
export async function childrenLike(store: ChildStore, hashes: SearchHashes, staffId: string): Promise<ChildrenFound> {
  const looks = looksFor(hashes)
  const ranked = (await openAmongNearest(store, looks, staffId)).map((family) => ({ family, rank: rankOf(family, looks) })).toSorted((one, other) => one.rank - other.rank)
  const shown = ranked.slice(0, MOST_FOUND).map(({ family }) => toFound(store, family, hashes))
  return {
    found: shown.flatMap((one) => ('details' in one ? [one] : [])),
    broken: shown.flatMap((one) => ('error' in one ? [one] : [])),
    areMore: ranked.length > MOST_FOUND,
    isTooCommon: hashes.names.whole.length > 0 && hashes.names.part.length === 0 && hashes.births.length === 0,
  }
}

/** From the nearest: alike in name and date of birth, then in name, which tells more than a day on which many are born. */
function looksFor({ names: { whole, shorter, part, alike, telling }, births }: SearchHashes): readonly Look[] {
  const names = [whole, shorter, part]
  const looks: readonly Look[] = [...[...names, alike].map((name) => [name, births]), ...[...names, telling].map((name) => [name]), [births]]
  return looks.filter((look) => look.every((group) => group.length > 0))
}

/** As many as are shown, and one more: whoever is barred from many hears of those behind them. */
async function openAmongNearest(store: ChildStore, looks: readonly Look[], staffId: string): Promise<readonly ChildFamily[]> {
  const open = new Map<string, ChildFamily>()
  for await (const records of nearest(store.children, looks)) {
    for (const family of await openFamilies(store, await familiesOf(store.children, records), staffId)) open.set(family.root._id, family)
    if (open.size > MOST_FOUND) break
  }
  return [...open.values()]
}

/** One look after another, so that the many who are alike in little keep out nobody who is alike in more. */
async function* nearest(children: ChildModel, looks: readonly Look[]): AsyncGenerator<readonly ChildDocument[]> {
  const found = new Map<string, ChildDocument>()
  let told = 0
  for (const look of looks) {
    for (let read = 0, isMore = true; isMore; read += READ_AT_ONCE) {
      // Those found before among them: to leave them out would let the database go through all records by id.
      const more = await children.find({ $and: look.map((group) => ({ searchKeys: { $in: [...group] } })) })
        .sort({ recordedAt: -1, _id: 1 }).skip(read).limit(READ_AT_ONCE).lean<ChildDocument[]>()
      for (const one of more) found.set(one._id, one)
      isMore = more.length === READ_AT_ONCE
      if (found.size - told < READ_AT_ONCE) continue
      yield [...found.values()].slice(told)
      told = found.size
    }
  }
  if (found.size > told) yield [...found.values()].slice(told)
}

const keptBy = (family: ChildFamily): ReadonlySet<string> => new Set(documentsOf(family).flatMap(({ searchKeys = [] }) => searchKeys))

/** What two records say of one child counts together. */
function rankOf(family: ChildFamily, looks: readonly Look[]): number {
  const kept = keptBy(family)
  return looks.findIndex((look) => look.every((group) => group.some((hash) => kept.has(hash))))
}

/** One that does not open, whose key is lost, keeps nobody from the rest. */
function toFound({ sealer }: ChildStore, family: ChildFamily, { names: { whole, shorter, part, alike }, births }: SearchHashes): ChildFound | ChildrenFound['broken'][number] {
  const { root, merged } = family
  const { _id: id, reference } = root
  try {
    const [details, ...others] = [detailsOf(root, sealer), ...merged.map((one) => detailsOf(one, sealer))]
    const known = [details, ...others].flatMap(({ name, otherNames }) => [name, ...(otherNames ?? '').split('\n')]).flatMap((name) => (name === undefined || name === '' || name === childName(details) ? [] : [name]))
    const kept = keptBy(family)
    const isKept = (hashes: readonly string[]): boolean => hashes.some((hash) => kept.has(hash))
    return Object.freeze({
      id, reference, details, otherNames: [...new Set(known)], mergedIds: merged.map(({ _id }) => _id),
      alike: [
        ...([whole, shorter].some(isKept) ? ['name' as const] : []), ...(isKept(part) ? ['name_in_part' as const] : []),
        // Whoever is nearer is heard so as well.
        ...(isKept(alike) && ![whole, shorter, part].some(isKept) ? ['name_alike' as const] : []), ...(isKept(births) ? ['birth_date' as const] : []),
      ],
    })
  } catch (error) {
    return { id, reference, error }
  }
}
