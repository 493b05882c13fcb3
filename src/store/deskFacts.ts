import type { Connection } from 'mongoose'
import { SERVICE } from '../../config/service'
import type { DeskFacts } from '../desk/factPorts'
import { secondsForFact } from '../domain/secondProfessionals'
import { intakeModel } from './intakeModel'
import type { Sealer } from './seal'
import { secondsCalled } from './secondCalls'
import { SEALED_FIELDS } from './toIntake'

/** Facts that people record, in the enquiry's own document and only ever added to. */
export function deskFacts(connection: Connection, sealer: Sealer): DeskFacts {
  const intakes = intakeModel(connection)
  return {
    async record(intakeId, { values, ...fact }) {
      const sealed = { ...fact, values: sealer.sealJson(intakeId, SEALED_FIELDS.factValues, values) }
      const first = fact.kind === 'nrm_referral' ? { 'facts.kind': 'authority_contacted' as const } : {}
      const called = secondsCalled(secondsForFact({ kind: fact.kind, values }, SERVICE.secondProfessionals), fact.at)
      const { matchedCount } = await intakes.updateOne({ _id: intakeId, ...first }, { $push: { facts: sealed }, ...called })
      if (matchedCount === 1) return 'recorded'
      return (await intakes.exists({ _id: intakeId })) ? 'authority_first' : 'unknown'
    },
  }
}
