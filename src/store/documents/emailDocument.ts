import type { Protection } from '../../domain/email'
import type { SenderStanding } from '../../domain/senderStanding'
import type { SealedValue } from '../seal'

export interface EmailDocument {
  sha256: string
  messageId?: string
  /** A keyed hash of what it says; absent where that could not be compared. */
  contentHash?: string
  rawFileId: string
  size: number
  /** Sealed JSON: EmailAddress. */
  from?: SealedValue
  fromHash?: string
  /** `details` is sealed JSON: SenderDetails. */
  senderStanding?: Omit<SenderStanding, 'details'> & { details: SealedValue }
  /** Sealed text. */
  subject: SealedValue
  /** Sealed text. */
  text: SealedValue
  /** Sealed JSON: TextPart[]. */
  parts?: SealedValue
  /** Sealed JSON: AttachmentNote[]. */
  attachments: SealedValue
  unreadable?: string
  protection?: Protection
  portal?: string
  automatic?: string
}
