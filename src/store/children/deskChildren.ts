import type { Connection } from 'mongoose'
import type { DeskChildren } from '../../desk/children/childPorts'
import type { ChildDetails, SoughtDetails } from '../../domain/child'
import type { Intake } from '../../domain/intake'
import type { LinkKey } from '../../linking/ports'
import { intakeModel } from '../intakeModel'
import type { Sealer } from '../seal'
import { documentsOf, familiesOf, familyOf, intakesOf } from './childFamilies'
import { childConflicts } from './childConflicts'
import { childMatches } from './childMatches'
import { childrenAround } from './childrenAround'
import { type ChildDocument, childModel } from './childModel'
import { sayOfTwo, stateOfTwo, takeMergeBack, takeSiblingsBack } from './childPairs'
import { childrenLike, type SearchHashes } from './childrenLike'
import { changeChild, type HashedKeys, putUnder, recordChild, sayNotAbout, takeOff } from './childWrites'
import { searchKeysOf } from './makeFindable'
import { type ChildStore, isOpenTo, openFamilies } from './openFamilies'
import { seeChild } from './seeChild'
import { threadsOfEach } from './threadsOfEach'

/** What a record, and an enquiry with what is written down of it, is looked up by: src/linking. */
export interface ChildKeys {
  ofDetails(details: ChildDetails): readonly LinkKey[]
  ofEnquiry(intake: Intake, notes: readonly string[]): readonly LinkKey[]
  /** A name, and a date of birth, each by itself. */
  ofSearch(details: SoughtDetails, use: 'kept' | 'asked'): SearchHashes
}

/** The children whom people recorded. */
export function deskChildren(connection: Connection, sealer: Sealer, keys: ChildKeys): DeskChildren {
  const store: ChildStore = { children: childModel(connection), intakes: intakeModel(connection), sealer }
  const { children } = store
  const hashOf = linkHash(sealer)
  const keysOf = hashedKeys(sealer, keys)
  return {
    async find(childId, staffId) {
      const family = await familyOf(children, childId)
      return family && seeChild(store, family, staffId)
    },
    async standing(childId, staffId) {
      const family = await familyOf(children, childId)
      if (!family) return 'unknown'
      return (await isOpenTo(store, family, staffId)) ? 'open' : 'barred'
    },
    async idOf(reference, staffId) {
      const found = await children.findOne({ reference }).lean<ChildDocument>()
      const [family] = found ? await familiesOf(children, [found]) : []
      return family && (await isOpenTo(store, family, staffId)) ? family.root._id : undefined
    },
    async openAmong(references, staffId) {
      const found = references.length === 0 ? [] : await children.find({ reference: { $in: [...references] } }).lean<ChildDocument[]>()
      const open = await openFamilies(store, await familiesOf(children, found), staffId)
      return new Set(open.flatMap((family) => documentsOf(family).map(({ reference }) => reference)))
    },
    search: async (sought, staffId) => childrenLike(store, searchHashes(sealer, keys.ofSearch(sought, 'asked')), staffId),
    under: async (childIds, intakeId) => underOf(store, childIds, intakeId),
    around: async (intakeId, beside, staffId) => childrenAround(store, { intakeId, beside, staffId }),
    mayBe: async ({ intake, notes }, staffId) => childMatches(store, { intakeId: intake.id, keys: keys.ofEnquiry(intake, notes).map((one) => ({ ...one, hash: hashOf(one) })), staffId }),
    conflicts: async (of) => childConflicts(store, of),
    countRecordedOf: async (intakeId) => children.countDocuments({ recordedOf: intakeId }),
    record: async (child) => recordChild(store, keysOf, child),
    change: async (change) => changeChild(store, keysOf, change),
    putUnder: async (about) => putUnder(store, about),
    notAbout: async (about) => sayNotAbout(store, about),
    takeOff: async (about) => takeOff(store, about),
    stateOfTwo: async (childId, otherId) => stateOfTwo(store, { childId, otherId }),
    sayOfTwo: async (about) => sayOfTwo(store, about),
    takeSiblingsBack: async (about) => takeSiblingsBack(store, about),
    takeMergeBack: async (about) => takeMergeBack(store, about),
  }
}

const linkHash = (sealer: Sealer) => ({ key }: LinkKey): string => sealer.lookupHash('link', key)

/** Under a purpose of their own: what tells of a name alone is compared with no enquiry. */
function searchHashes(sealer: Sealer, { names, births }: SearchHashes): SearchHashes {
  const hash = (key: string): string => sealer.lookupHash('child search', key)
  return { names: { whole: names.whole.map(hash), shorter: names.shorter.map(hash), part: names.part.map(hash), alike: names.alike.map(hash), telling: names.telling.map(hash) }, births: births.map(hash) }
}

/** What is kept with a record, for it to be found by. */
export function hashedKeys(sealer: Sealer, keys: ChildKeys): HashedKeys {
  const hashOf = linkHash(sealer)
  return (details, version) => {
    const found = keys.ofDetails(details).map((one) => ({ hash: hashOf(one), use: one.use }))
    const { names, births } = searchHashes(sealer, keys.ofSearch(details, 'kept'))
    return {
      linkKeys: found.flatMap(({ hash, use }) => (use === 'asked' ? [] : [hash])), askedKeys: found.flatMap(({ hash, use }) => (use === 'kept' ? [] : [hash])),
      searchKeys: [...new Set([...Object.values(names).flat(), ...births])], searchKeysOf: searchKeysOf(version),
    }
  }
}

async function underOf({ children, intakes }: ChildStore, childIds: readonly string[], intakeId?: string): ReturnType<DeskChildren['under']> {
  const families = await familiesOf(children, await children.find({ _id: { $in: [...childIds] } }).lean<ChildDocument[]>())
  const ids = [...families.flatMap(intakesOf), ...(intakeId === undefined ? [] : [intakeId])]
  const threadOf = await threadsOfEach(intakes, ids)
  const threads: (readonly string[])[] = []
  for (const id of ids) if (!threads.some((thread) => thread.includes(id))) threads.push(threadOf(id))
  return { threads, recordIds: families.flatMap((family) => documentsOf(family).map(({ _id }) => _id)) }
}
