import type { Known } from '../allocation/needsOf'
import type { Intake } from '../domain/intake'
import type { ChildLink } from '../domain/thread'
import type { LinkKey } from '../linking/ports'
import { bareCollection } from './bareCollection'
import { OPEN_STATUSES } from './caseloads'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import type { Sealer } from './seal'

/** More enquiries about one child that are all open are not looked at. */
const MOST_READ = 20

const LINE = { reference: 1, links: 1, history: 1, 'allocation.socialWorker': 1 } as const
type Line = Pick<IntakeDocument, '_id' | 'reference' | 'links' | 'history' | 'allocation'>

/**
 * Who has an open enquiry about the same child: one that a person linked or joined to this, or one that keeps one of these
 * keys. Where a person said last that the two have nothing to do with one another, it does not count.
 */
export async function whoKnowsChild(intakes: IntakeModel, sealer: Sealer, { id, links = [] }: Pick<Intake, 'id' | 'links'>, keys: readonly LinkKey[]): Promise<readonly Known[]> {
  const others = await sameChild(intakes, sealer, { id, links }, keys).toArray()
  if (others.length === 0) return []
  const own = await intakes.findById(id, { reference: 1, history: 1 }).lean<Pick<IntakeDocument, 'reference' | 'history'>>()
  const about = others.filter((other) => own && !hasDismissed(own, other.reference) && !hasDismissed(other, own.reference) && !areSiblings(links, other._id) && !areSiblings(other.links, id))
  return about.flatMap(({ _id: intakeId, allocation }) => (allocation ? [{ staffId: allocation.socialWorker, intakeId }] : []))
}

/** One look, each part of it by an index in which few stand. */
export function sameChild(intakes: IntakeModel, sealer: Sealer, { id, links = [] }: Pick<Intake, 'id' | 'links'>, keys: readonly LinkKey[]) {
  const hashes = keys.map(({ key }) => sealer.lookupHash('link', key))
  const linked = links.flatMap(({ kind, intakeId }) => (kind === 'same_child' ? [intakeId] : []))
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

const hasDismissed = ({ history = [] }: Pick<IntakeDocument, 'history'>, reference: string): boolean =>
  history.some(({ kind, other }) => kind === 'suggestion_dismissed' && other === reference)
