import type { ChildEnquiry, ChildRecord, SaidBy } from '../../desk/children/childPorts'
import type { SenderDetails } from '../../domain/senderStanding'
import { withoutBarred } from '../barred'
import type { IntakeDocument } from '../intakeDocument'
import { RELATED_LINE, type RelatedLine, toRelated } from '../relatedLine'
import { SEALED_FIELDS } from '../toIntake'
import { type ChildFamily, documentsOf, familiesOf, intakesOf } from './childFamilies'
import type { ChildDocument } from './childModel'
import { detailsOf, toChild, toEvent } from './openChild'
import { type ChildStore, isOpenTo, openFamilies } from './openFamilies'
import { siblingsOfEach } from './siblings'
import { threadIds } from './threadsOfEach'

/** Of a child with enquiries without end the page shows the latest. */
const MOST_SHOWN = 50

const { 'email.subject': _subject, ...RELATED } = RELATED_LINE
const LINE = { ...RELATED, 'allocation.socialWorkerName': 1, 'allocation.managerName': 1, 'email.senderStanding': 1 } as const
type Line = RelatedLine & Pick<IntakeDocument, 'allocation'> & { email?: Pick<NonNullable<IntakeDocument['email']>, 'senderStanding'> }

/** The record as one person may see it; undefined where an enquiry about the child is barred to them. */
export async function seeChild(store: ChildStore, family: ChildFamily, staffId: string): Promise<ChildRecord | undefined> {
  if (!(await isOpenTo(store, family, staffId))) return undefined
  const { sealer } = store
  const { root, merged } = family
  const own = new Set(documentsOf(family).map(({ _id }) => _id))
  const [enquiries, siblingsOf, open] = await Promise.all([enquiriesOf(store, family, staffId), siblingsOfEach(store, [family], staffId), openInHistory(store, family, staffId)])
  return Object.freeze({
    child: toChild(root, sealer),
    merged: merged.map((one) => ({ ...toChild(one, sealer), merged: saidOf(one.merged!) })),
    enquiries,
    siblings: siblingsOf(family).map(({ family: { root: one }, said }) => ({ id: one._id, reference: one.reference, details: detailsOf(one, sealer), said: saidOf(said) })),
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

/** Of the enquiries and records that its history names, those of which a person may be told. */
async function openInHistory(store: ChildStore, family: ChildFamily, staffId: string): Promise<ReadonlySet<string>> {
  const { children, intakes } = store
  const some = [...new Set(documentsOf(family).flatMap(({ history }) => history.flatMap(({ intakeId, childId }) => [intakeId, childId].filter((id) => id !== undefined))))]
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
