import type { ChangedChild, DeskChildren, NewChild, RecordedChild, SaidBy } from '../../desk/children/childPorts'
import { changesBetween, type ChildDetails } from '../../domain/child'
import { newChildReference } from '../../domain/childReference'
import type { ChangeMeanwhile } from '../../domain/detailsBeside'
import { DURABLE } from '../writeTogether'
import type { HistoryDocument } from '../documents/historyDocument'
import type { IntakeDocument } from '../intakeDocument'
import { isDuplicateKey } from '../openSealer'
import type { Sealer } from '../seal'
import { SEALED_FIELDS } from '../toIntake'
import { documentsOf, familyOf, intakesOf } from './childFamilies'
import type { ChildDocument, ChildEventDocument } from './childModel'
import { detailsOf, SEALED_OF_CHILD, sealedWords, toEvent } from './openChild'
import type { ChildStore } from './openFamilies'
import { saidOf } from './seeChild'

/** What a record is found by, hashed. */
export type HashedKeys = (details: ChildDetails, version: number) => Required<Pick<ChildDocument, 'linkKeys' | 'askedKeys' | 'searchKeys' | 'searchKeysOf'>>

const REFERENCE_TRIES = 5

/** The first of two who record the same child makes it; whoever comes second is told of it. */
export async function recordChild(store: ChildStore, keysOf: HashedKeys, { intakeId, seen, token, details, siblings, ...said }: NewChild): Promise<RecordedChild> {
  const { children, intakes, sealer } = store
  const intake = await intakes.findById(intakeId, { reference: 1 }).lean<Pick<IntakeDocument, 'reference'>>()
  if (!intake || seen > (await children.countDocuments({ recordedOf: intakeId }))) return { kind: 'unknown' }
  const _id = sealer.lookupHash('child', `${intakeId} ${seen}`)
  const { by, byName, at } = said
  const made = await insertOnce(store, {
    _id, reference: newChildReference(), recordedOf: intakeId, token, recordedAt: at, recordedBy: by, recordedByName: byName, version: 1,
    details: sealer.sealJson(_id, SEALED_OF_CHILD.details, details), ...keysOf(details, 1), intakes: [{ ...saidOf(said), intakeId }],
    ...(siblings.length > 0 && { siblings: siblings.map((childId) => ({ ...saidOf(said), childId })) }),
    history: [{ ...saidOf(said), kind: 'recorded', intakeId, other: intake.reference }, ...(await siblingEvents(store, siblings, said))],
  })
  // Sent again with other details it is another form: what it says must not be lost.
  if (made.token !== token || made.recordedBy !== by || (made.version === 1 && changesBetween(detailsOf(made, sealer), details).length > 0)) {
    const { _id: id, reference, recordedAt, recordedByName } = made
    return { kind: 'overtaken', meanwhile: { id, reference, recordedAt, recordedByName } }
  }
  // What decides stands on the new record; were these lines lost, sending the form again would write them.
  const then = { ...saidOf(said), at: made.recordedAt }
  for (const other of siblings) await tellChild(store, other, { ...then, kind: 'siblings', childId: _id, other: made.reference })
  await tellIntake(store, intakeId, { ...then, kind: 'child_recorded', child: made.reference })
  return { kind: 'recorded', childId: _id }
}

/** @returns the one that stands there now, whoever made it */
async function insertOnce({ children }: ChildStore, document: ChildDocument): Promise<ChildDocument> {
  for (let tries = 1; ; tries += 1) {
    try {
      await children.collection.insertOne({ ...document, ...(tries > 1 && { reference: newChildReference() }) } as never, DURABLE)
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
    const made = await children.findById(document._id).lean<ChildDocument>()
    if (made) return made
    if (tries === REFERENCE_TRIES) throw new Error('No free reference of a child was found.')
  }
}

async function siblingEvents({ children }: ChildStore, siblings: readonly string[], said: SaidBy): Promise<ChildEventDocument[]> {
  const found = await children.find({ _id: { $in: [...siblings] } }, { reference: 1 }).lean<Pick<ChildDocument, '_id' | 'reference'>[]>()
  return found.map(({ _id: childId, reference: other }) => ({ ...saidOf(said), kind: 'siblings', childId, other }))
}

export async function changeChild({ children, sealer }: ChildStore, keysOf: HashedKeys, { childId: _id, version, details, ...said }: Parameters<DeskChildren['change']>[0]): Promise<ChangedChild> {
  const now = await children.findById(_id).lean<ChildDocument>()
  if (!now) return { kind: 'unknown' }
  const changes = changesBetween(detailsOf(now, sealer), details)
  if (now.version === version && changes.length === 0) return { kind: 'unchanged' }
  const { modifiedCount } = await children.updateOne({ _id, version }, {
    $set: { details: sealer.sealJson(_id, SEALED_OF_CHILD.details, details), version: version + 1, ...keysOf(details, version + 1) },
    $push: { history: { ...saidOf(said), kind: 'changed', words: sealedWords(_id, { changes }, sealer) } },
  })
  if (modifiedCount === 1) return { kind: 'changed' }
  const then = await children.findById(_id).lean<ChildDocument>()
  const since = then ? changesSince(then, version, sealer) : []
  return then && since.length > 0 ? { kind: 'overtaken', version: then.version, details: detailsOf(then, sealer), since } : { kind: 'unknown' }
}

/** Each change made a version. */
function changesSince(child: ChildDocument, version: number, sealer: Sealer): readonly ChangeMeanwhile[] {
  const changed = child.history.filter(({ kind }) => kind === 'changed')
  return changed.slice(Math.max(0, changed.length - (child.version - version))).map((entry) => {
    const { byName, at, changes = [] } = toEvent(child._id, entry, sealer)
    return { byName, at, changes }
  })
}

export async function putUnder(store: ChildStore, { childId, intakeId, ...said }: Parameters<DeskChildren['putUnder']>[0]): Promise<'put' | 'before' | 'unknown'> {
  const { children, intakes } = store
  const family = await familyOf(children, childId)
  const intake = await intakes.findById(intakeId, { reference: 1 }).lean<Pick<IntakeDocument, 'reference'>>()
  if (!family || !intake) return 'unknown'
  if (intakesOf(family).includes(intakeId)) return 'before'
  const { _id, reference } = family.root
  const { modifiedCount } = await children.updateOne({ _id, 'intakes.intakeId': { $ne: intakeId } }, {
    $push: { intakes: { ...saidOf(said), intakeId }, history: { ...saidOf(said), kind: 'put_under', intakeId, other: intake.reference } },
    $pull: { notIntakes: intakeId },
  })
  if (modifiedCount === 0) return 'before'
  await tellIntake(store, intakeId, { ...saidOf(said), kind: 'child_chosen', child: reference })
  return 'put'
}

/** Of what stands under the record, it is taken off instead. */
export async function sayNotAbout({ children, intakes }: ChildStore, { childId, intakeId, ...said }: Parameters<DeskChildren['notAbout']>[0]): Promise<'said' | 'overtaken' | 'unknown'> {
  const intake = await intakes.findById(intakeId, { reference: 1 }).lean<Pick<IntakeDocument, 'reference'>>()
  const family = await familyOf(children, childId)
  if (!intake || !family) return 'unknown'
  if (intakesOf(family).includes(intakeId)) return 'overtaken'
  await children.updateOne({ _id: childId, notIntakes: { $ne: intakeId }, 'intakes.intakeId': { $ne: intakeId } }, {
    $push: { notIntakes: intakeId, history: { ...saidOf(said), kind: 'not_about', intakeId, other: intake.reference } },
  })
  return (await children.exists({ _id: childId, notIntakes: intakeId })) ? 'said' : 'overtaken'
}

/** The record stays, and everything that was said of it. Records that are one may each hold the enquiry: it is taken off all of them, and not suggested again. */
export async function takeOff(store: ChildStore, { childId, intakeId, reason, mayAny, ...said }: Parameters<DeskChildren['takeOff']>[0]): Promise<'taken_off' | 'not_theirs' | 'overtaken'> {
  const { children, intakes, sealer } = store
  const family = await familyOf(children, childId)
  const held = (family ? documentsOf(family) : []).flatMap((holder) => holder.intakes.flatMap((under) => (under.intakeId === intakeId ? [{ holder, under }] : [])))
  const intake = await intakes.findById(intakeId, { reference: 1 }).lean<Pick<IntakeDocument, 'reference'>>()
  if (held.length === 0 || !intake) return 'overtaken'
  if (!mayAny && held.some(({ under }) => under.by !== said.by)) return 'not_theirs'
  let taken = 0
  for (const { holder: { _id, reference }, under } of held) {
    const { modifiedCount } = await children.updateOne({ _id, intakes: { $elemMatch: { intakeId, by: under.by, at: under.at } } }, {
      $pull: { intakes: { intakeId } }, $addToSet: { notIntakes: intakeId },
      $push: { history: { ...saidOf(said), kind: 'taken_off', intakeId, other: intake.reference, words: sealedWords(_id, { reason }, sealer) } },
    })
    if (modifiedCount === 0) continue
    taken += 1
    await tellIntake(store, intakeId, { ...saidOf(said), kind: 'child_taken_off', child: reference, reason: sealer.seal(intakeId, SEALED_FIELDS.historyReason, reason) })
  }
  return taken === 0 ? 'overtaken' : 'taken_off'
}

/** A line of an enquiry's history, once. */
async function tellIntake({ intakes }: ChildStore, _id: string, entry: HistoryDocument): Promise<void> {
  const { kind, child, at } = entry
  await intakes.updateOne({ _id, history: { $not: { $elemMatch: { kind, child, at } } } }, { $push: { history: entry } })
}

/** A line of a record's history, once. */
export async function tellChild({ children }: ChildStore, _id: string, entry: ChildEventDocument): Promise<void> {
  const { kind, childId, at } = entry
  await children.updateOne({ _id, history: { $not: { $elemMatch: { kind, childId, at } } } }, { $push: { history: entry } })
}
