import type { FactProblem } from '../domain/factFields'
import { latestFact } from '../domain/recordedFacts'
import type { Actor } from '../domain/staff'
import type { DeskFacts } from './factPorts'
import { londonDateTime } from './londonTime'
import type { DeskIntakes } from './ports'

interface WarnDeps {
  readonly facts: Pick<DeskFacts, 'ofSameChild'>
  readonly intakes: Pick<DeskIntakes, 'openAmong'>
}

/** That another enquiry about the same child has a referral already; undefined where none has, as far as this person may know. */
export async function warnOfReferral({ facts, intakes }: WarnDeps, intakeId: string, { actor: { staffId }, about }: { readonly actor: Actor; readonly about: string | undefined }): Promise<FactProblem | undefined> {
  const found = (await facts.ofSameChild(intakeId, about)).flatMap(({ id, reference, facts: recorded }) => {
    const referral = latestFact(recorded, 'nrm_referral')
    return referral ? [{ id, reference, referral }] : []
  })
  const open = await intakes.openAmong(found.map(({ id }) => id), staffId)
  const other = found.find(({ id }) => open.has(id))
  if (!other) return undefined
  const { reference, referral } = other
  const when = `recorded by ${referral.byName} on ${londonDateTime(referral.at)}`
  return { field: 'by', warns: true, text: `One referral per child: ${reference} has one already, ${when}. Record it again only if that one was not made, or this is another` }
}
