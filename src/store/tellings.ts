import type { CameOut } from '../allocation/escalation/ports'
import type { Telling, ToldAbout } from '../domain/escalation'
import { bareCollection } from './bareCollection'
import type { IntakeModel } from './intakeModel'
import { keepTellings } from './keptTellings'

/** Where the tellings of a ladder stand in their enquiry. */
type TellingsPath = 'escalation.tellings' | 'callbackEscalation.tellings' | `seconds.${string}.tellings`

/** Where nobody answers for a whole night, the latest stand in the enquiry's own document, and those before them apart. */
const LATEST_KEPT = 100

/** The part of an update that adds who is being told. */
export const tellingsBegun = (path: TellingsPath, tellings: readonly Telling[]) => ({ $push: { [path]: { $each: tellings, $slice: -LATEST_KEPT } } })

/**
 * Writes down apart those that leave the list once others are added, and goes before what adds them: a process that ends in between has
 * written some of them twice, and lost none. Hardly any enquiry has so many.
 * @param before those that stand there now
 */
export async function keepThoseThatLeave(
  intakes: IntakeModel, { intakeId, about, before, adding }: { readonly intakeId: string; readonly about: ToldAbout; readonly before: readonly Telling[]; readonly adding: readonly Telling[] },
): Promise<void> {
  const all = [...before, ...adding]
  await keepTellings(intakes.db, intakeId, all.slice(0, Math.max(all.length - LATEST_KEPT, 0)).map((told) => ({ ...told, about })))
}

/** Says how one telling came out, unless that is known better. */
export async function noteCameOut(intakes: IntakeModel, intakeId: string, path: TellingsPath, { tellingId, outcome }: CameOut): Promise<void> {
  await bareCollection(intakes).updateOne(
    { _id: intakeId, [path]: { $elemMatch: { id: tellingId, outcome: 'begun' } } }, { $set: { [`${path}.$.outcome`]: outcome } },
  )
}

/** The same as part of an update that says more: its fields, and which telling they are of. */
export const cameOutIn = (path: TellingsPath, last: CameOut | undefined) => (last
  ? { $set: { [`${path}.$[told].outcome`]: last.outcome }, arrayFilters: [{ 'told.id': last.tellingId, 'told.outcome': 'begun' }] }
  : { $set: {}, arrayFilters: [] })
