import type { OwedTask } from '../domain/task'
import type { AcknowledgementOutcome, ClaimedAcknowledgement, SendOutcome } from './ports'
import { retryDelay } from './retryDelay'

/** A doubtful one is sent once more after this, in milliseconds. */
const RESEND_MS = 60_000

/** What becomes of an acknowledgement after an attempt; the decision alone, without any I/O. */
export function outcomeOfSending(owed: ClaimedAcknowledgement, sent: SendOutcome, now: Date): AcknowledgementOutcome {
  switch (sent.kind) {
    case 'sent':
      return { state: 'sent', sentAt: now }
    case 'refused':
      return { state: 'failed', reason: sent.code, card: cardFor(now) }
    case 'not_now':
      return later(owed, sent.code, now)
    case 'unknown':
      return doubtful(owed.doubts + 1, sent.code, now)
    default:
      return sent satisfies never
  }
}

/**
 * It may have arrived: SMTP cannot say. It is sent once more, under the same Message-ID, so that mail programs show one;
 * a second doubt is left to a person.
 */
export function doubtful(doubts: number, reason: string, now: Date): AcknowledgementOutcome {
  return doubts > 1
    ? { state: 'unknown', reason, doubts, card: cardFor(now) }
    : { state: 'unknown', reason, doubts, dueAt: new Date(now.getTime() + RESEND_MS) }
}

/** Nothing was delivered by this attempt; an earlier doubt stays. */
export function later({ claim, doubts }: Pick<ClaimedAcknowledgement, 'claim' | 'doubts'>, reason: string, now: Date): AcknowledgementOutcome {
  const delay = retryDelay(claim.attempts)
  if (delay === undefined) return { state: 'failed', reason: 'tried_for_a_day', card: cardFor(now) }
  const dueAt = new Date(now.getTime() + delay)
  return doubts > 0 ? { state: 'unknown', reason, doubts, dueAt } : { state: 'pending', reason, dueAt }
}

export const cardFor = (now: Date): OwedTask => ({ kind: 'acknowledgement_failed', dueAt: now })
