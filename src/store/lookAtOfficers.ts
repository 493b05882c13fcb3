import { pendingStep } from '../domain/step'
import { OPEN_STATUSES } from './caseloads'
import type { IntakeModel } from './intakeModel'

/** Those of these enquiries that call for officers are looked at anew: whoever is on one may be on it no longer. */
export async function lookAtOfficers(intakes: IntakeModel, among: object, at: Date): Promise<void> {
  await intakes.updateMany({ ...among, 'secondRoles.0': { $exists: true }, status: { $in: OPEN_STATUSES } }, { $set: { 'steps.escalateSecond': pendingStep(at) } })
}

/** An enquiry and all that belongs with it. */
export const threadOf = (first: string) => ({ $or: [{ _id: first }, { joinedTo: first }] })
