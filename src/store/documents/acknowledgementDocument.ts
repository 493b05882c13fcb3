import type { AcknowledgementState, BounceCause } from '../../domain/acknowledgement'
import type { Language } from '../../domain/telephony'
import type { SealedValue } from '../seal'

export interface AcknowledgementDocument {
  state: AcknowledgementState
  reason?: string
  /** Sealed text. */
  to?: SealedValue
  toHash?: string
  /** A keyed hash of the message that it answers, by Message-ID, sender and words: for one message one goes out. */
  onceFor?: string
  messageId?: string
  inReplyTo?: string
  references?: string[]
  language?: Language
  dueAt?: Date
  attempts: number
  doubts?: number
  sentAt?: Date
  deliveredAt?: Date
  delayedAt?: Date
  bouncedAt?: Date
  bounceCause?: BounceCause
  token?: string
}
