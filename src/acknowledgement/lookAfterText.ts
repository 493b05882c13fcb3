import type { Clock } from '../domain/clock'
import { cardFor } from './outcomeOfSending'
import type { AcknowledgementOutcome, ClaimedText, Texter } from './ports'

const MINUTE_MS = 60_000
/** When the network is asked again, after it took a text, in milliseconds: mostly it knows at once, and it gives up within ten hours. */
const FIRST_LOOK_MS = 5 * MINUTE_MS
const LOOKS_MS = [FIRST_LOOK_MS, 30 * MINUTE_MS, 120 * MINUTE_MS, 300 * MINUTE_MS, 660 * MINUTE_MS]
/** After a look that the network did not answer; and for how long it is asked at all. */
const ASK_AGAIN_MS = 15 * MINUTE_MS
const GIVE_UP_MS = 24 * 60 * MINUTE_MS

/**
 * Looks what became of a text that the network took: taken is not delivered, and a caller who was promised it waits. One
 * that was not delivered gets a card; one of which the network never says anything is left as it is.
 */
export async function lookAfterText({ texter, now }: { readonly texter: Texter; readonly now: Clock }, text: ClaimedText, sentAt: Date): Promise<AcknowledgementOutcome> {
  const found = await texter.look(text).catch(() => 'no_answer' as const)
  const at = now()
  switch (found) {
    case 'delivered':
      return { state: 'sent', sentAt, deliveredAt: at }
    case 'failed':
      return { state: 'failed', reason: 'undelivered', card: cardFor(at) }
    case 'no_answer':
      return lookAgain(sentAt, at.getTime() - sentAt.getTime() < GIVE_UP_MS ? at.getTime() + ASK_AGAIN_MS : undefined)
    case 'sent':
    case 'absent':
      return lookAgain(sentAt, LOOKS_MS.map((after) => sentAt.getTime() + after).find((look) => look > at.getTime()))
    default:
      return found satisfies never
  }
}

/** What the network took, and has not yet been asked about. */
export const takenByNetwork = (sentAt: Date): AcknowledgementOutcome => lookAgain(sentAt, sentAt.getTime() + FIRST_LOOK_MS)

const lookAgain = (sentAt: Date, next: number | undefined): AcknowledgementOutcome =>
  ({ state: 'sent', sentAt, ...(next !== undefined && { dueAt: new Date(next) }) })
