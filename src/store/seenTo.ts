import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'

/** What nobody has accepted yet. */
export const WAITING = ['received', 'triaged', 'allocated'] as const

/** Whether somebody else has accepted an enquiry, or it has ended. What is to be taken over by this one is theirs to accept: acceptEnquiry.ts. */
export async function isSeenTo(intakes: IntakeModel, intakeId: string, staffId: string): Promise<boolean> {
  const found = await intakes.findById(intakeId, { status: 1, acceptance: 1, 'allocation.socialWorker': 1 }).lean<Pick<IntakeDocument, 'status' | 'acceptance' | 'allocation'>>()
  if (!found) return false
  const { status, acceptance, allocation } = found
  if (!acceptance) return !WAITING.some((one) => one === status)
  return acceptance.by !== staffId && !(status === 'accepted' && allocation?.socialWorker === staffId)
}
