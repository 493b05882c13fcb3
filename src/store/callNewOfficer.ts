import { OFFICER_RUNGS } from '../domain/escalation'
import type { SecondRole } from '../domain/secondProfessionals'
import { pendingStep } from '../domain/step'
import { OPEN_STATUSES } from './caseloads'
import type { IntakeModel } from './intakeModel'

/** An officer who has an account from now on is told at once of what no officer was told of last, rather than after the manager's pause. */
export async function callNewOfficer(intakes: IntakeModel, role: SecondRole, at: Date): Promise<void> {
  const second = `seconds.${role}`
  await intakes.updateMany(
    { secondRoles: role, status: { $in: OPEN_STATUSES }, [`${second}.acceptance`]: { $exists: false }, [`${second}.rung`]: { $nin: OFFICER_RUNGS } } as never,
    { $set: { 'steps.escalateSecond': pendingStep(at) }, $unset: { [`${second}.nextAt`]: '', [`${second}.lookAt`]: '' } },
  )
}
