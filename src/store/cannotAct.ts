import { barredFrom } from './barred'
import type { IntakeModel } from './intakeModel'
import { staffModel } from './staffModel'

/** Whether somebody is barred from an enquiry or from another of its thread, or their account is closed. */
export async function cannotAct(intakes: IntakeModel, intakeId: string, staffId: string): Promise<boolean> {
  const [barred, closed] = await Promise.all([barredFrom(intakes, intakeId), staffModel(intakes.db).exists({ _id: staffId, active: false })])
  return closed !== null || barred.has(staffId)
}
