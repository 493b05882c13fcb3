import type { SenderStanding } from './senderStanding'

export interface EmailAddress {
  readonly address: string
  readonly name: string
}

/** What an attachment is by its bytes. `winmail`: Outlook's own packing, which hides words and files from everybody else. */
export const ATTACHMENT_TYPES = ['pdf', 'image', 'sound', 'video', 'document', 'archive', 'program', 'page', 'text', 'message', 'winmail', 'unknown'] as const
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number]

/**
 * What somebody must know before they open an attachment. `unfamiliar`: not of a kind known to be harmless. `mismatch`: its name or label says another type than its bytes.
 * `hidden_name`: its name is made to be misread. `locked`: sealed by a password, so that no scanner saw into it.
 */
export const ATTACHMENT_WARNINGS = ['program', 'macros', 'archive', 'page', 'unfamiliar', 'mismatch', 'hidden_name', 'locked', 'winmail'] as const
export type AttachmentWarning = (typeof ATTACHMENT_WARNINGS)[number]

/** How a message is sealed or signed. `signed_opaque`: its words lie inside the signature's file. No signature is ever verified here. */
export const PROTECTIONS = ['encrypted', 'signed', 'signed_opaque'] as const
export type Protection = (typeof PROTECTIONS)[number]

export interface AttachmentNote {
  readonly filename: string
  readonly contentType: string
  /** Bytes. */
  readonly size: number
  readonly type: AttachmentType
  readonly warnings: readonly AttachmentWarning[]
}

/**
 * What the sender wrote for us now, forwarded mail among it; earlier mail; signatures and legal banners; what the message holds and
 * hides from whoever opens it.
 */
export const TEXT_KINDS = ['new', 'quoted', 'signature', 'hidden'] as const

/** A stretch of a message's text. `start` and `end` count UTF-16 units; a message's parts follow on each other and are all of it. */
export interface TextPart {
  readonly kind: (typeof TEXT_KINDS)[number]
  readonly start: number
  readonly end: number
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
  /** Absent from what was stored before this was looked at. */
  readonly senderStanding?: SenderStanding
  readonly subject: string
  /** The sender's words as plain text, what is hidden last; empty when it could not be read. */
  readonly text: string
  /** What of `text` is new; none for a message that was kept before parts were told apart. */
  readonly parts: readonly TextPart[]
  readonly attachments: readonly AttachmentNote[]
  /** A code when the message could not be parsed: a person must open it. */
  readonly unreadable?: string
  readonly protection?: Protection
  /** The secure portal, by name, where what was written must be fetched by hand: the message is only its notice. */
  readonly portal?: string
  /** A code when the message is automatic (no acknowledgement is owed), such as `auto_replied`. */
  readonly automatic?: string
}

/**
 * What a machine's mail is to its reader, by the code of the filter that knew it. `notice`: an absence note or a delivery
 * report, known by its subject or its form. `answer`: its headers call it an answer, which some portals write on referrals
 * too. Everything else, such as a police or hospital system's notice through a list, is read like any message.
 */
const KINDS: ReadonlyMap<string, 'notice' | 'answer'> = new Map([
  ['delivery_report', 'notice'], ['out_of_office', 'notice'], ['auto_replied', 'answer'], ['autoreply', 'answer'],
] as const)

export const machineMail = (automatic: string | undefined): 'notice' | 'answer' | undefined => KINDS.get(automatic ?? '')
