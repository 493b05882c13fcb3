import type { Connection } from 'mongoose'
import { SERVICE } from '../../config/service'
import type { DeskFacts, EnquiryFacts, SameChildFacts } from '../desk/factPorts'
import { factsAbout } from '../domain/recordedFacts'
import { secondsForFact } from '../domain/secondProfessionals'
import type { ChildLink } from '../domain/thread'
import type { IntakeDocument } from './intakeDocument'
import { OPEN_STATUSES } from './caseloads'
import { documentsOf, familiesOfIntakes, intakesOf, threadIds } from './children/childFamilies'
import { type ChildDocument, type ChildModel, childModel } from './children/childModel'
import type { ChildStore } from './children/seeChild'
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

    ofSameChild: async (intakeId, about) => sameChildFacts({ intakes, children: childModel(connection), sealer }, intakeId, about),
  }
}

/** No child has more enquiries that anybody looks through. */
const MOST_READ = 20

const LINE = { reference: 1, facts: 1, links: 1 } as const
type Line = Pick<IntakeDocument, '_id' | keyof typeof LINE>

/** What a person said of the child's records counts before what is said of enquiries: linked to one that is about several children, nothing is told of the others. */
async function sameChildFacts({ intakes, children, sealer }: ChildStore, intakeId: string, about: string | undefined): Promise<readonly SameChildFacts[]> {
  const own = await intakes.findById(intakeId, { joinedTo: 1, links: 1 }).lean<Pick<IntakeDocument, 'joinedTo' | 'links'>>()
  if (!own) return []
  const first = own.joinedTo ?? intakeId
  const linked = (own.links ?? []).flatMap((link) => (isSameChild(link) ? [link.intakeId] : []))
  const families = (await familiesOfIntakes(children, intakes, [intakeId])).filter((family) => about === undefined || documentsOf(family).some(({ _id }) => _id === about))
  const records = new Set(families.flatMap((family) => documentsOf(family).map(({ _id }) => _id)))
  const under = families.length === 0 ? [] : await threadIds(intakes, families.flatMap(intakesOf))
  const read = async (filter: object): Promise<Line[]> => intakes.find({ ...filter, _id: { $ne: intakeId } }, LINE).sort({ receivedAt: -1 }).limit(MOST_READ).lean<Line[]>()
  const [mates, links, ofChild] = await Promise.all([
    read({ $or: [{ _id: first }, { joinedTo: first }], 'facts.0': { $exists: true } }),
    read({ $or: [{ _id: { $in: linked } }, { 'links.intakeId': intakeId }] }),
    under.length === 0 ? [] : read({ $and: [{ _id: { $in: [...under] } }] }),
  ])
  const lines = new Map<string, readonly [Line, SameChildFacts['by']]>()
  for (const line of links) if (linked.includes(line._id) || line.links?.some((link) => link.intakeId === intakeId && isSameChild(link))) lines.set(line._id, [line, 'link'])
  for (const line of mates) if (!lines.has(line._id)) lines.set(line._id, [line, 'thread'])
  for (const line of ofChild) if (!lines.has(line._id)) lines.set(line._id, [line, 'child'])
  const others = records.size === 0 ? new Set<string>() : await aboutOthers(children, [...lines.keys()], under)
  return [...lines.values()].filter(([{ _id }]) => !others.has(_id)).map(([line, by]) => {
    const { facts, ...rest } = toFacts(line, by, sealer)
    return { ...rest, facts: records.size === 0 ? facts : factsAbout(facts, records) }
  })
}

/** Those of these enquiries of which children are recorded, and none of whom it is asked. */
async function aboutOthers(children: ChildModel, ids: readonly string[], under: readonly string[]): Promise<ReadonlySet<string>> {
  const elsewhere = ids.filter((id) => !under.includes(id))
  if (elsewhere.length === 0) return new Set()
  const found = await children.find({ 'intakes.intakeId': { $in: elsewhere } }, { intakes: 1 }).lean<Pick<ChildDocument, 'intakes'>[]>()
  return new Set(found.flatMap(({ intakes }) => intakes.map(({ intakeId }) => intakeId)))
}

const isSameChild = ({ kind }: ChildLink): boolean => kind === 'same_child'

const enquiryFacts = ({ _id: id, reference, facts = [] }: Line, sealer: Sealer): EnquiryFacts => ({ id, reference, facts: openFacts(id, facts, sealer) })
const toFacts = (line: Line, by: SameChildFacts['by'], sealer: Sealer): SameChildFacts => ({ ...enquiryFacts(line, sealer), by })
