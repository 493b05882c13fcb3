import type { AboutPair, DeskChildren, SaidBy } from '../../desk/children/childPorts'
import type { ChildEventKind } from '../../domain/child'
import { type ChildFamily, documentsOf, familyOf } from './childFamilies'
import type { ChildDocument, ChildEventDocument } from './childModel'
import { sealedWords } from './openChild'
import { type ChildStore, saidOf } from './seeChild'
import { tellChild } from './childWrites'

/** The same for every process, so that merges do not go round in a circle. */
const isRecordedBefore = (one: ChildDocument, other: ChildDocument): boolean =>
  one.recordedAt.getTime() === other.recordedAt.getTime() ? one._id < other._id : one.recordedAt < other.recordedAt

interface Pair {
  readonly earlier: ChildFamily
  readonly later: ChildFamily
}

async function pairOf({ children }: ChildStore, { childId, otherId }: Pick<AboutPair, 'childId' | 'otherId'>): Promise<Pair | undefined> {
  const [one, other] = await Promise.all([familyOf(children, childId), familyOf(children, otherId)])
  if (!one || !other) return undefined
  return isRecordedBefore(one.root, other.root) ? { earlier: one, later: other } : { earlier: other, later: one }
}

export async function stateOfTwo(store: ChildStore, ids: Pick<AboutPair, 'childId' | 'otherId'>): Promise<'unsaid' | 'overtaken' | 'unknown'> {
  const pair = await pairOf(store, ids)
  return pair ? stateOf(pair) : 'unknown'
}

const stateOf = (pair: Pair): 'unsaid' | 'overtaken' => (pair.earlier.root._id === pair.later.root._id || holdersOf(pair).length > 0 ? 'overtaken' : 'unsaid')

/** What is said of two lies on the record that was made later. Merging moves nothing: the later record leads to the earlier from then on. */
export async function sayOfTwo(store: ChildStore, { answer, childId, otherId, ...said }: Parameters<DeskChildren['sayOfTwo']>[0]): Promise<'said' | 'overtaken' | 'unknown'> {
  const pair = await pairOf(store, { childId, otherId })
  if (!pair) return 'unknown'
  const { earlier: { root: earlier }, later: { root: later } } = pair
  const unsaid = { _id: later._id, mergedInto: { $exists: false }, 'siblings.childId': { $ne: earlier._id } }
  if (stateOf(pair) === 'overtaken') return 'overtaken'
  const who = saidOf(said)
  const about = { ...who, kind: answer, childId: earlier._id, other: earlier.reference }
  const write = {
    one: { $set: { mergedInto: earlier._id, merged: who }, $push: { history: about } },
    siblings: { $push: { siblings: { ...who, childId: earlier._id }, history: about }, $pull: { others: earlier._id } },
    two: { $addToSet: { others: earlier._id }, $push: { history: about } },
  }[answer]
  const { modifiedCount } = await store.children.updateOne(unsaid, write)
  if (modifiedCount === 0) return 'overtaken'
  await tellChild(store, earlier._id, { ...who, kind: answer, childId: later._id, other: later.reference })
  return 'said'
}

/** Where it stands that the two are siblings. */
function holdersOf({ earlier, later }: Pair) {
  const holders = (from: ChildFamily, to: ChildFamily) => documentsOf(from).flatMap((one) =>
    (one.siblings ?? []).flatMap((sibling) => (documentsOf(to).some(({ _id }) => _id === sibling.childId) ? [{ holder: one, sibling }] : [])))
  return [...holders(earlier, later), ...holders(later, earlier)]
}

export async function takeSiblingsBack(store: ChildStore, { reason, mayAny, childId, otherId, ...said }: Parameters<DeskChildren['takeSiblingsBack']>[0]): Promise<'taken_back' | 'not_theirs' | 'overtaken'> {
  const pair = await pairOf(store, { childId, otherId })
  const held = pair && holdersOf(pair)
  if (!held || held.length === 0) return 'overtaken'
  if (!mayAny && held.some(({ sibling }) => sibling.by !== said.by)) return 'not_theirs'
  for (const { holder: { _id }, sibling } of held) await store.children.updateOne({ _id }, { $pull: { siblings: { childId: sibling.childId } } })
  await tellBoth(store, pair.earlier.root, pair.later.root, 'sibling_taken_back', { reason, said })
  return 'taken_back'
}

/** Each is a record of its own again, with what was said of it and what was put under it; nobody is asked again whether they are one. */
export async function takeMergeBack(store: ChildStore, { reason, mayAny, otherId, ...said }: Parameters<DeskChildren['takeMergeBack']>[0]): Promise<'taken_back' | 'not_theirs' | 'overtaken'> {
  const { children } = store
  const merged = await children.findById(otherId).lean<ChildDocument>()
  if (!merged?.mergedInto || !merged.merged) return 'overtaken'
  if (!mayAny && merged.merged.by !== said.by) return 'not_theirs'
  const into = await children.findById(merged.mergedInto).lean<ChildDocument>()
  const { modifiedCount } = await children.updateOne({ _id: otherId, mergedInto: merged.mergedInto, 'merged.at': merged.merged.at }, { $unset: { mergedInto: '', merged: '' }, $addToSet: { others: merged.mergedInto } })
  if (modifiedCount === 0 || !into) return 'overtaken'
  await tellBoth(store, merged, into, 'merge_taken_back', { reason, said })
  return 'taken_back'
}

async function tellBoth(store: ChildStore, one: ChildDocument, other: ChildDocument, kind: ChildEventKind, { reason, said }: { reason: string; said: SaidBy }): Promise<void> {
  const line = (on: ChildDocument, about: ChildDocument): ChildEventDocument =>
    ({ ...saidOf(said), kind, childId: about._id, other: about.reference, words: sealedWords(on._id, { reason }, store.sealer) })
  await tellChild(store, one._id, line(one, other))
  await tellChild(store, other._id, line(other, one))
}
