import type { Known } from '../allocation/needsOf'
import type { Intake } from '../domain/intake'
import type { ChildLink } from '../domain/thread'
import type { LinkKey } from '../linking/ports'
import { bareCollection } from './bareCollection'
import { OPEN_STATUSES } from './caseloads'
import { documentsOf, familiesOf, intakesOf } from './children/childFamilies'
import { childModel } from './children/childModel'
import type { HistoryDocument } from './documents/historyDocument'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import type { Sealer } from './seal'

/** More enquiries about one child that are all open are not looked at. */
const MOST_READ = 20

const LINE = { reference: 1, links: 1, history: 1, 'allocation.socialWorker': 1 } as const
type Line = Pick<IntakeDocument, '_id' | 'reference' | 'links' | 'history' | 'allocation'>

/**
 * Who has an open enquiry about the same child: one that a person linked or joined to this, or put under the same child's record, or one that keeps one of these
 * keys, or stands under a record that does. Where a person said last that the two have nothing to do with one another, it does not count.
 */
export async function whoKnowsChild(intakes: IntakeModel, sealer: Sealer, { id, links = [] }: Pick<Intake, 'id' | 'links'>, keys: readonly LinkKey[]): Promise<readonly Known[]> {
  const { under, mayBe } = await byRecord(intakes, sealer, id, keys)
  const others = await sameChild(intakes, sealer, { id, links }, keys, [...under, ...mayBe]).toArray()
  if (others.length === 0) return []
  const own = await intakes.findById(id, { reference: 1, history: 1 }).lean<Pick<IntakeDocument, 'reference' | 'history'>>()
  // Whoever put two under one record has said more than what was said of them before.
  const about = others.filter((other) => under.has(other._id) || (own && !areApart(own, other) && !areSiblings(links, other._id) && !areSiblings(other.links, id)))
  return about.flatMap(({ _id: intakeId, allocation }) => (allocation ? [{ staffId: allocation.socialWorker, intakeId }] : []))
}

/** The other enquiries under the records of its children; and under those that keep one of its keys, where nobody said that it is another child. */
async function byRecord(intakes: IntakeModel, sealer: Sealer, id: string, keys: readonly LinkKey[]): Promise<{ under: ReadonlySet<string>; mayBe: ReadonlySet<string> }> {
  const children = childModel(intakes.db)
  const hashes = keys.map(({ key }) => sealer.lookupHash('link', key))
  const found = await bareCollection(children).find({ $or: [{ 'intakes.intakeId': id }, ...(hashes.length > 0 ? [{ linkKeys: { $in: hashes } }] : [])] }).limit(MOST_READ).toArray()
  const families = found.length === 0 ? [] : await familiesOf(children, found)
  const idsOf = (isOwn: boolean): ReadonlySet<string> => new Set(families
    .filter((family) => intakesOf(family).includes(id) === isOwn && (isOwn || !documentsOf(family).some(({ notIntakes = [] }) => notIntakes.includes(id))))
    .flatMap(intakesOf).filter((one) => one !== id))
  return { under: idsOf(true), mayBe: idsOf(false) }
}

/** One look, each part of it by an index in which few stand. */
export function sameChild(intakes: IntakeModel, sealer: Sealer, { id, links = [] }: Pick<Intake, 'id' | 'links'>, keys: readonly LinkKey[], byRecords: readonly string[] = []) {
  const hashes = keys.map(({ key }) => sealer.lookupHash('link', key))
  const linked = [...byRecords, ...links.flatMap(({ kind, intakeId }) => (kind === 'same_child' ? [intakeId] : []))]
  return bareCollection(intakes).find<Line>({
    $or: [
      { 'links.intakeId': id }, { joinedTo: id },
      ...(hashes.length > 0 ? [{ linkKeys: { $in: hashes, $exists: true } }] : []),
      ...(linked.length > 0 ? [{ _id: { $in: linked } }] : []),
    ],
    status: { $in: OPEN_STATUSES }, 'allocation.socialWorker': { $exists: true },
  }, { projection: LINE }).limit(MOST_READ)
}

/** A sibling is another child. */
const areSiblings = (links: readonly ChildLink[] = [], id: string): boolean => links.some(({ intakeId, kind }) => intakeId === id && kind === 'sibling')

type Said = Pick<IntakeDocument, 'reference' | 'history'>

const APART: HistoryDocument['kind'][] = ['suggestion_dismissed', 'join_taken_back', 'link_taken_back']
const ANSWERS: HistoryDocument['kind'][] = [...APART, 'joined', 'linked']

/** What was said of the two last stands on the later of them, or on both. */
function areApart(one: Said, other: Said): boolean {
  const about = ({ history = [] }: Said, { reference }: Said): readonly HistoryDocument[] => history.filter((entry) => entry.other === reference && ANSWERS.includes(entry.kind))
  const last = [...about(one, other), ...about(other, one)].toSorted((a, b) => a.at.getTime() - b.at.getTime()).at(-1)
  return last !== undefined && APART.includes(last.kind)
}
