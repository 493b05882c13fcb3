import type { ChildEnquiry, ChildRecord, SaidBy } from '../../desk/children/childPorts'
import type { SenderDetails } from '../../domain/senderStanding'
import { withoutBarred } from '../barred'
import type { IntakeDocument } from '../intakeDocument'
import type { IntakeModel } from '../intakeModel'
import { RELATED_LINE, type RelatedLine, toRelated } from '../relatedLine'
import type { Sealer } from '../seal'
import { SEALED_FIELDS } from '../toIntake'
import { type ChildFamily, documentsOf, familiesOf, intakesOf, intakesToSeeBy, threadIds } from './childFamilies'
import type { ChildDocument, ChildModel } from './childModel'
import { detailsOf, toChild, toEvent } from './openChild'

export interface ChildStore {
  readonly children: ChildModel
  readonly intakes: IntakeModel
  readonly sealer: Sealer
}

/** Of a child with enquiries without end the page shows the latest. */
const MOST_SHOWN = 50

const { 'email.subject': _subject, ...RELATED } = RELATED_LINE
const LINE = { ...RELATED, 'allocation.socialWorkerName': 1, 'allocation.managerName': 1, 'email.senderStanding': 1 } as const
type Line = RelatedLine & Pick<IntakeDocument, 'allocation'> & { email?: Pick<NonNullable<IntakeDocument['email']>, 'senderStanding'> }

/**
 * The children whom somebody may see: what was learnt in one enquiry shows in the record, so that a conflict in one is one in
 * all. The enquiries about all of them are looked at together.
 */
export async function openFamilies({ intakes }: ChildStore, families: readonly ChildFamily[], staffId: string): Promise<readonly ChildFamily[]> {
  if (families.length === 0) return []
  const lines = await intakes.find({ _id: { $in: families.flatMap(intakesToSeeBy) } }, { joinedTo: 1 }).lean<Pick<IntakeDocument, '_id' | 'joinedTo'>[]>()
  const known = new Set(lines.map(({ _id }) => _id))
  const open = new Set((await withoutBarred(intakes, lines, staffId)).map(({ _id }) => _id))
  return families.filter((family) => {
    const own = intakesToSeeBy(family).filter((id) => known.has(id))
    return own.length > 0 && own.every((id) => open.has(id))
  })
}

export const isOpenTo = async (store: ChildStore, family: ChildFamily, staffId: string): Promise<boolean> => (await openFamilies(store, [family], staffId)).length === 1

/** The record as one person may see it; undefined where an enquiry about the child is barred to them. */
export async function seeChild(store: ChildStore, family: ChildFamily, staffId: string): Promise<ChildRecord | undefined> {
  if (!(await isOpenTo(store, family, staffId))) return undefined
  const { sealer } = store
  const { root, merged } = family
  const own = new Set(documentsOf(family).map(({ _id }) => _id))
  const [enquiries, siblings] = await Promise.all([enquiriesOf(store, family, staffId), siblingsOf(store, family, staffId)])
  const open = await openAmong(store, documentsOf(family).flatMap(({ history }) => history.flatMap(({ intakeId, childId }) => [intakeId, childId].filter((id) => id !== undefined))), family, staffId)
  return Object.freeze({
    child: toChild(root, sealer),
    merged: merged.map((one) => ({ ...toChild(one, sealer), merged: saidOf(one.merged!) })),
    enquiries, siblings,
    history: documentsOf(family).flatMap((one) => one.history.flatMap((entry) => {
      const event = { ...toEvent(one._id, entry, sealer), ...(merged.length > 0 && { of: one.reference }) }
      // Said on both: while they are read together, once.
      if (entry.kind === 'one' && own.has(entry.childId ?? '') && one.mergedInto !== entry.childId) return []
      // That it was recorded is no secret, but of what is.
      if (entry.kind === 'recorded' && !open.has(entry.intakeId ?? '')) return [withoutEnquiry(event)]
      return [entry.intakeId, entry.childId].every((id) => id === undefined || open.has(id)) ? [event] : []
    })).toSorted((one, other) => one.at.getTime() - other.at.getTime()),
  })
}

const withoutEnquiry = <T extends { intakeId?: string; other?: string }>({ intakeId: _id, other: _other, ...event }: T): Omit<T, 'intakeId' | 'other'> => event

export const saidOf = ({ by, byName, at }: SaidBy): SaidBy => ({ by, byName, at })

/** Those under the record and what belongs with them; of none its words. */
async function enquiriesOf({ intakes, sealer }: ChildStore, family: ChildFamily, staffId: string): Promise<readonly ChildEnquiry[]> {
  const under = new Map(documentsOf(family).flatMap((one) => one.intakes.map((said) => [said.intakeId, said] as const)))
  const ids = intakesOf(family)
  const read = async (some: readonly string[]): Promise<Line[]> => intakes.find({ _id: { $in: [...some] } }, LINE).sort({ receivedAt: -1 }).limit(MOST_SHOWN).lean<Line[]>()
  const [own, mates] = await Promise.all([read(ids), threadIds(intakes, ids).then(async (thread) => read(thread.filter((id) => !under.has(id))))])
  const open = await withoutBarred(intakes, [...own, ...mates].toSorted((one, other) => other.receivedAt.getTime() - one.receivedAt.getTime()), staffId)
  return open.map((line) => {
    const { _id: id, allocation, email } = line
    const said = under.get(id)
    const standing = email?.senderStanding
    return {
      ...toRelated(line),
      ...(allocation && { socialWorkerName: allocation.socialWorkerName, managerName: allocation.managerName }),
      ...(standing && { sender: { ...standing, details: sealer.unsealJson<SenderDetails>(id, SEALED_FIELDS.senderDetails, standing.details) } }),
      ...(said && { under: saidOf(said) }),
    }
  })
}

/** What is said of siblings lies on whichever of the two was recorded later. */
async function siblingsOf(store: ChildStore, family: ChildFamily, staffId: string): Promise<ChildRecord['siblings']> {
  const { children, sealer } = store
  const ids = documentsOf(family).map(({ _id }) => _id)
  const here = documentsOf(family).flatMap(({ siblings = [] }) => siblings)
  const there = await children.find({ 'siblings.childId': { $in: ids } }).lean<ChildDocument[]>()
  const others = await children.find({ _id: { $in: here.map(({ childId }) => childId) } }).lean<ChildDocument[]>()
  const found = (await familiesOf(children, [...others, ...there])).filter(({ root }) => root._id !== family.root._id)
  return (await openFamilies(store, found, staffId)).map((one) => {
    const its = documentsOf(one)
    const said = here.find(({ childId }) => its.some(({ _id }) => _id === childId)) ?? its.flatMap(({ siblings = [] }) => siblings).find(({ childId }) => ids.includes(childId))!
    return { id: one.root._id, reference: one.root.reference, details: detailsOf(one.root, sealer), said: saidOf(said) }
  })
}

/** Which of these enquiries and records a person may be told of. */
async function openAmong(store: ChildStore, ids: readonly string[], family: ChildFamily, staffId: string): Promise<ReadonlySet<string>> {
  const { children, intakes } = store
  const some = [...new Set(ids)]
  const [lines, records] = await Promise.all([
    intakes.find({ _id: { $in: some } }, { joinedTo: 1 }).lean<Pick<IntakeDocument, '_id' | 'joinedTo'>[]>(),
    children.find({ _id: { $in: some } }).lean<ChildDocument[]>(),
  ])
  const own = new Set(documentsOf(family).map(({ _id }) => _id))
  const others = await openFamilies(store, await familiesOf(children, records.filter(({ _id }) => !own.has(_id))), staffId)
  return new Set([
    ...(await withoutBarred(intakes, lines, staffId)).map(({ _id }) => _id), ...own,
    ...others.flatMap((one) => documentsOf(one).map(({ _id }) => _id)),
  ])
}
