import type { AboutPair, DeskChildren, SaidBy, StateOfTwo } from '../../desk/children/childPorts'
import type { ChildEventKind } from '../../domain/child'
import { type ChildFamily, documentsOf, familyOf } from './childFamilies'
import type { ChildDocument, ChildEventDocument } from './childModel'
import { sealedWords } from './openChild'
import type { ChildStore } from './openFamilies'
import { saidOf } from './seeChild'
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

export async function stateOfTwo(store: ChildStore, ids: Pick<AboutPair, 'childId' | 'otherId'>): Promise<StateOfTwo | 'unknown'> {
  const pair = await pairOf(store, ids)
  return pair ? stateOf(pair) : 'unknown'
}

function stateOf(pair: Pair): StateOfTwo {
  if (pair.earlier.root._id === pair.later.root._id) return 'one'
  return holdersOf(pair).length > 0 ? 'siblings' : 'unsaid'
}

/**
 * What is said of two lies on the record that was made later. Merging moves nothing: the later record leads to the earlier from then on.
 * Said again, it writes what a process that ended over it has left unwritten.
 */
export async function sayOfTwo(store: ChildStore, { answer, childId, otherId, ...said }: Parameters<DeskChildren['sayOfTwo']>[0]): Promise<'said' | 'overtaken' | 'unknown'> {
  const pair = await pairOf(store, { childId, otherId })
  if (!pair) return 'unknown'
  const { earlier: { root: earlier }, later: { root: later } } = pair
  const unsaid = { _id: later._id, mergedInto: { $exists: false }, 'siblings.childId': { $ne: earlier._id } }
  const stands = stateOf(pair)
  if (stands === answer) await tellWhatStands(store, pair)
  if (stands !== 'unsaid') return 'overtaken'
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

/** On each record that others lead to, or name as a sibling's, where it does not stand yet. */
async function tellWhatStands(store: ChildStore, pair: Pair): Promise<void> {
  const held = [
    ...documentsOf(pair.earlier).flatMap((holder) => (holder.mergedInto !== undefined && holder.merged ? [{ holder, kind: 'one' as const, on: holder.mergedInto, said: holder.merged }] : [])),
    ...holdersOf(pair).map(({ holder, sibling }) => ({ holder, kind: 'siblings' as const, on: sibling.childId, said: sibling })),
  ]
  for (const { holder, kind, on, said } of held) await tellChild(store, on, { ...saidOf(said), kind, childId: holder._id, other: holder.reference })
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
  const { root: one } = pair.earlier
  const { root: other } = pair.later
  let taken = 0
  for (const { holder: { _id }, sibling: { childId: siblingId, by, at } } of held) {
    const isOne = _id === one._id
    const isRoot = isOne || _id === other._id
    const { modifiedCount } = await store.children.updateOne({ _id, siblings: { $elemMatch: { childId: siblingId, by, at } } }, {
      $pull: { siblings: { childId: siblingId } },
      // With its reason, so that none is without; of a record that is read with another, the lines below say it.
      ...(isRoot && { $push: { history: takenBack(store, { on: isOne ? one : other, about: isOne ? other : one, kind: 'sibling_taken_back', reason, said }) } }),
    })
    taken += modifiedCount
  }
  if (taken === 0) return 'overtaken'
  await tellBoth(store, one, other, 'sibling_taken_back', { reason, said })
  return 'taken_back'
}

/** Each is a record of its own again, with what was said of it and what was put under it; nobody is asked again whether they are one. */
export async function takeMergeBack(store: ChildStore, { reason, mayAny, otherId, ...said }: Parameters<DeskChildren['takeMergeBack']>[0]): Promise<'taken_back' | 'not_theirs' | 'overtaken'> {
  const { children } = store
  const merged = await children.findById(otherId).lean<ChildDocument>()
  if (!merged?.mergedInto || !merged.merged) return 'overtaken'
  if (!mayAny && merged.merged.by !== said.by) return 'not_theirs'
  const into = await children.findById(merged.mergedInto).lean<ChildDocument>()
  if (!into) return 'overtaken'
  const { modifiedCount } = await children.updateOne({ _id: otherId, mergedInto: merged.mergedInto, 'merged.at': merged.merged.at, 'merged.by': merged.merged.by }, {
    $unset: { mergedInto: '', merged: '' }, $addToSet: { others: merged.mergedInto }, $push: { history: takenBack(store, { on: merged, about: into, kind: 'merge_taken_back', reason, said }) },
  })
  if (modifiedCount === 0) return 'overtaken'
  await tellBoth(store, merged, into, 'merge_taken_back', { reason, said })
  return 'taken_back'
}

interface TakingBack {
  readonly on: ChildDocument
  readonly about: ChildDocument
  readonly kind: ChildEventKind
  readonly reason: string
  readonly said: SaidBy
}

const takenBack = ({ sealer }: ChildStore, { on, about, kind, reason, said }: TakingBack): ChildEventDocument =>
  ({ ...saidOf(said), kind, childId: about._id, other: about.reference, words: sealedWords(on._id, { reason }, sealer) })

/** Where it does not stand yet. */
async function tellBoth(store: ChildStore, one: ChildDocument, other: ChildDocument, kind: ChildEventKind, why: Pick<TakingBack, 'reason' | 'said'>): Promise<void> {
  for (const [on, about] of [[one, other], [other, one]] as const) await tellChild(store, on._id, takenBack(store, { on, about, kind, ...why }))
}
