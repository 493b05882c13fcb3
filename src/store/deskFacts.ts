import type { Connection } from 'mongoose'
import { SERVICE } from '../../config/service'
import type { DeskFacts, EnquiryFacts } from '../desk/factPorts'
import type { RecordedFact } from '../domain/recordedFacts'
import { secondsForFact } from '../domain/secondProfessionals'
import type { IntakeDocument } from './intakeDocument'
import { OPEN_STATUSES } from './caseloads'
import { documentsOf, familyOf } from './children/childFamilies'
import { type ChildModel, childModel } from './children/childModel'
import { sameChildFacts } from './children/sameChildFacts'
import { intakeModel } from './intakeModel'
import type { Sealer } from './seal'
import { secondsCalledByPerson } from './secondCalls'
import { openFacts, SEALED_FIELDS } from './toIntake'

/** Facts that people record, in the enquiry's own document and only ever added to. */
export function deskFacts(connection: Connection, sealer: Sealer): DeskFacts {
  const intakes = intakeModel(connection)
  const children = childModel(connection)
  return {
    async record(intakeId, { values, ...fact }, { inQueue } = { inQueue: false }) {
      const sealed = { ...fact, values: sealer.sealJson(intakeId, SEALED_FIELDS.factValues, values) }
      const first = fact.kind === 'nrm_referral' ? await contactOf(children, fact.about) : {}
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

    ofSameChild: async (intakeId, about) => sameChildFacts({ intakes, children, sealer }, intakeId, about),
  }
}

const LINE = { reference: 1, facts: 1 } as const
type Line = Pick<IntakeDocument, '_id' | keyof typeof LINE>

/** A referral is recorded once it is recorded that the authority was contacted of the same child; of all of them, or of one, where it is of all. */
async function contactOf(children: ChildModel, about: RecordedFact['about']) {
  const family = about && (await familyOf(children, about.id))
  const records = about && [about.id, ...(family ? documentsOf(family) : []).map(({ _id }) => _id)]
  return { facts: { $elemMatch: { kind: 'authority_contacted' as const, ...(records && { 'about.id': { $in: [null, ...records] } }) } } }
}

export const enquiryFacts = ({ _id: id, reference, facts = [] }: Pick<IntakeDocument, '_id' | 'reference' | 'facts'>, sealer: Sealer): EnquiryFacts => ({ id, reference, facts: openFacts(id, facts, sealer) })
