import type { CameOut } from '../allocation/escalation/ports'
import { bareCollection } from './bareCollection'
import type { IntakeModel } from './intakeModel'

/** Where the tellings of a ladder stand in their enquiry. */
type TellingsPath = 'escalation.tellings' | 'callbackEscalation.tellings' | `seconds.${string}.tellings`

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
