import { sendAcknowledgement, type SendAcknowledgementDeps } from '../src/acknowledgement/sendAcknowledgement'
import { sendText, type SendTextDeps } from '../src/acknowledgement/sendText'

/**
 * Sends the acknowledgement of one enquiry: to a message by mail, to a call by text. It keeps its own states, since what
 * was sent cannot be unsent.
 */
export const acknowledgeJob = (letters: SendAcknowledgementDeps, texts: SendTextDeps) => async (intakeId: string): Promise<string> => {
  const outcome = await sendAcknowledgement(letters, { intakeId })
  return outcome === 'not_mine' ? sendText(texts, { intakeId }) : outcome
}
