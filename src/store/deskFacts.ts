import type { Connection } from 'mongoose'
import { SERVICE } from '../../config/service'
import type { DeskFacts, EnquiryFacts, SameChildFacts } from '../desk/factPorts'
import { secondsForFact } from '../domain/secondProfessionals'
import type { ChildLink } from '../domain/thread'
import type { IntakeDocument } from './intakeDocument'
import { OPEN_STATUSES } from './caseloads'
import { intakeModel } from './intakeModel'
import type { Sealer } from './seal'
import { secondsCalledByPerson } from './secondCalls'
import { openFacts, SEALED_FIELDS } from './toIntake'

/** Facts that people record, in the enquiry's own document and only ever added to. */
export function deskFacts(connection: Connection, sealer: Sealer): DeskFacts {
  const intakes = intakeModel(connection)
  return {
    async record(intakeId, { values, ...fact }, { inQueue } = { inQueue: false }) {
      const sealed = { ...fact, values: sealer.sealJson(intakeId, SEALED_FIELDS.factValues, values) }
      const first = fact.kind === 'nrm_referral' ? { 'facts.kind': 'authority_contacted' as const } : {}
      const called = secondsCalledByPerson(secondsForFact({ kind: fact.kind, values }, SERVICE.secondProfessionals), fact.at)
      const there = inQueue ? { status: { $in: OPEN_STATUSES } } : {}
      const { matchedCount } = await intakes.updateOne({ _id: intakeId, ...first, ...there }, { $push: { facts: sealed }, ...called })
      if (matchedCount === 1) return 'recorded'
      if (!(await intakes.exists({ _id: intakeId }))) return 'unknown'
      return inQueue ? 'left_queue' : 'authority_first'
    },

    async ofEnquiries(intakeIds) {
      const found = await intakes.find({ _id: { $in: [...intakeIds] }, 'facts.0': { $exists: true } }, LINE).lean<Line[]>()
      return found.map((line) => enquiryFacts(line, sealer))
    },

    async ofSameChild(intakeId) {
      const own = await intakes.findById(intakeId, { joinedTo: 1, links: 1 }).lean<Pick<IntakeDocument, 'joinedTo' | 'links'>>()
      if (!own) return []
      const first = own.joinedTo ?? intakeId
      const linked = (own.links ?? []).flatMap((link) => (isSameChild(link) ? [link.intakeId] : []))
      const [mates, links] = await Promise.all([
        intakes.find({ $or: [{ _id: first }, { joinedTo: first }], 'facts.0': { $exists: true } }, LINE).sort({ receivedAt: -1 }).limit(MOST_READ).lean<Line[]>(),
        intakes.find({ $or: [{ _id: { $in: linked } }, { 'links.intakeId': intakeId }] }, LINE).sort({ receivedAt: -1 }).limit(MOST_READ).lean<Line[]>(),
      ])
      const byLink = links.filter((line) => linked.includes(line._id) || line.links?.some((link) => link.intakeId === intakeId && isSameChild(link)))
      const byThread = mates.filter(({ _id }) => _id !== intakeId && !byLink.some((line) => line._id === _id))
      return [...byLink.map((line) => toFacts(line, 'link', sealer)), ...byThread.map((line) => toFacts(line, 'thread', sealer))]
    },
  }
}

/** No child has more enquiries that anybody looks through. */
const MOST_READ = 20

const LINE = { reference: 1, facts: 1, links: 1 } as const
type Line = Pick<IntakeDocument, '_id' | keyof typeof LINE>

const isSameChild = ({ kind }: ChildLink): boolean => kind === 'same_child'

const enquiryFacts = ({ _id: id, reference, facts = [] }: Line, sealer: Sealer): EnquiryFacts => ({ id, reference, facts: openFacts(id, facts, sealer) })
const toFacts = (line: Line, by: SameChildFacts['by'], sealer: Sealer): SameChildFacts => ({ ...enquiryFacts(line, sealer), by })
