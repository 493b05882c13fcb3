import type { Language } from './telephony'

export type AcknowledgementState =
  | 'not_due' | 'pending' | 'sending' | 'sent' | 'suppressed' | 'unknown' | 'bounced' | 'failed'

/**
 * Why an acknowledgement came back. `mailbox_full`: the address is right, and may take mail again. `unknown_address`: there is
 * no such address, or it takes no mail. `refused_by_policy`: the other side did not want this mail.
 */
export const BOUNCE_CAUSES = ['mailbox_full', 'unknown_address', 'refused_by_policy', 'other'] as const
export type BounceCause = (typeof BOUNCE_CAUSES)[number]

/**
 * The acknowledgement an enquiry owes, embedded in it as an outbox. Recipient and headers are frozen when it is queued:
 * a later change to the record can never redirect it.
 */
export interface Acknowledgement {
  readonly state: AcknowledgementState
  /** A short code: why it is not due, was suppressed, or failed. */
  readonly reason?: string
  readonly to?: string
  /** `<ack.RANDOM@domain>`, fixed before the first attempt. */
  readonly messageId?: string
  readonly inReplyTo?: string
  readonly references?: readonly string[]
  /** Of the message that is answered; English when absent. */
  readonly language?: Language
  readonly dueAt?: Date
  readonly attempts: number
  /** How often it may have gone out without our knowing: an answer that never came, a process that died while sending. */
  readonly doubts?: number
  readonly sentAt?: Date
  /** When the telephone network was first seen to have delivered a text. */
  readonly deliveredAt?: Date
  /** When a mail system reported that it is still trying, and that it gave up. */
  readonly delayedAt?: Date
  readonly bouncedAt?: Date
  /** Absent from what came back before this was looked at. */
  readonly bounceCause?: BounceCause
}

/**
 * The Message-ID of an acknowledgement. 128 random bits: an id that can be guessed would let a forged reply join a case,
 * or a forged report mark the acknowledgement as bounced.
 *
 * @param random 32 hex digits
 * @param sender the address that acknowledgements come from
 */
export const acknowledgementId = (random: string, sender: string): string =>
  `<ack.${random}@${sender.slice(sender.lastIndexOf('@') + 1).toLowerCase()}>`

/** Whether a Message-ID looks like one of ours. Any domain, for the sender's may have changed since: the store knows which were sent. */
export const looksLikeAcknowledgementId = (messageId: string): boolean => /^<ack\.[0-9a-f]{32}@[^@\s<>]+>$/i.test(messageId)

/** Whether a Message-ID has the shape of one of ours. */
export const isAcknowledgementId = (messageId: string, sender: string): boolean => {
  const domain = sender.slice(sender.lastIndexOf('@')).toLowerCase()
  const [, ours] = /^<ack\.[0-9a-f]{32}(@[^@\s<>]+)>$/i.exec(messageId.trim()) ?? []
  return ours?.toLowerCase() === domain
}
