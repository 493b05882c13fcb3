import { sendAcknowledgement, type SendAcknowledgementDeps } from '../src/acknowledgement/sendAcknowledgement'

/** Sends the acknowledgement of one enquiry. It keeps its own states, since what was sent cannot be unsent. */
export const acknowledgeJob = (deps: SendAcknowledgementDeps) => async (intakeId: string): Promise<string> =>
  sendAcknowledgement(deps, { intakeId })
