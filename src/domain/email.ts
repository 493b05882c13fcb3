export interface EmailAddress {
  readonly address: string
  readonly name: string
}

export interface AttachmentNote {
  readonly filename: string
  readonly contentType: string
  /** Bytes. */
  readonly size: number
}

export interface EmailContact {
  /** Of the raw message, hex. */
  readonly sha256: string
  readonly messageId?: string
  /** The raw bytes, stored before anything else. */
  readonly rawFileId: string
  /** Bytes. */
  readonly size: number
  readonly from?: EmailAddress
  readonly subject: string
  /** The sender's words as plain text; empty when it could not be read. */
  readonly text: string
  readonly attachments: readonly AttachmentNote[]
  /** A code when the message could not be parsed: a person must open it. */
  readonly unreadable?: string
  /** A code when the message is automatic (no acknowledgement is owed), such as `auto_replied`. */
  readonly automatic?: string
}

/**
 * The codes of automatic mail that only answers other mail: out-of-office notes, bounces. Its alarming words are
 * standing advice. Everything else that a machine sends, such as a police or hospital system's notice through a list,
 * may be about a child and is read like any message.
 */
const ANSWERS: ReadonlySet<string> = new Set(
  ['own_message', 'loop', 'auto_replied', 'null_return_path', 'delivery_report', 'autoreply', 'out_of_office'],
)

export const isMachineAnswer = (automatic: string | undefined): boolean => automatic !== undefined && ANSWERS.has(automatic)
