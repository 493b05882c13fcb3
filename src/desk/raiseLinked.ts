import { saysDangerNow } from '../domain/recordedFacts'
import type { Actor } from '../domain/staff'
import { raiseEach, type RaiseForDangerDeps, type Raising } from './raiseForDanger'

/** Without the reference of the other, which not everybody may be told. */
export const DANGER_IN_ANOTHER = 'Recorded as in danger now, in another enquiry about the same child.'

/** Two enquiries come to be about the same child by a person's word: where danger now stands recorded in one, the other is urgent too. */
export async function raiseLinked(deps: RaiseForDangerDeps, { ids, actor }: { readonly ids: readonly [string, string]; readonly actor: Actor }): Promise<Raising> {
  const records = await Promise.all(ids.map(async (id) => deps.intakes.find(id)))
  const endangered = records.map((record) => saysDangerNow(record?.intake.facts))
  return raiseEach(deps, ids.filter((_, place) => endangered[1 - place]).map((intakeId) => ({ intakeId, actor, reason: DANGER_IN_ANOTHER })))
}
