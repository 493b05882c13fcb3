import type { CameOut } from '../allocation/escalation/ports'
import type { Telling } from '../domain/escalation'
import { bareCollection } from './bareCollection'
import type { IntakeModel } from './intakeModel'

/** Where the tellings of a ladder stand in their enquiry. */
type TellingsPath = 'escalation.tellings' | 'callbackEscalation.tellings' | `seconds.${string}.tellings`

/** Where nobody answers for a whole night, the latest are kept: the list stands in the enquiry's own document. */
const LATEST_KEPT = 100

/** The part of an update that adds who is being told. */
export const tellingsBegun = (path: TellingsPath, tellings: readonly Telling[]) => ({ $push: { [path]: { $each: tellings, $slice: -LATEST_KEPT } } })

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
