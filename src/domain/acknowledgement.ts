export type AcknowledgementState =
  | 'not_due' | 'pending' | 'sending' | 'sent' | 'suppressed' | 'unknown' | 'bounced' | 'failed'

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
  readonly dueAt?: Date
  readonly attempts: number
  readonly sentAt?: Date
}
