import type { EmailAddress } from '../domain/email'
import type { Claim } from '../domain/step'
import type { OwedTask } from '../domain/task'
import type { Language } from '../domain/telephony'

/** An acknowledgement that this process holds until `leaseEnd`. */
export interface ClaimedAcknowledgement {
  /** Its `attempts` count this one. */
  readonly claim: Claim
  readonly reference: string
  /** Of the message, as it was taken for when it came in. */
  readonly language: Language
  readonly receivedAt: Date
  /** The frozen recipient. */
  readonly to: string
  readonly messageId: string
  readonly inReplyTo?: string
  readonly references: readonly string[]
  /** Names the message that it answers, wherever that came in; absent where nothing tells that two messages are one. */
  readonly onceFor?: string
  /** How often it may already have gone out. A claim that ran out while sending counts. */
  readonly doubts: number
}

/** The reference by text that a caller asked for, held by this process until its lease ends. */
export interface ClaimedText {
  /** Its `attempts` count this one. */
  readonly claim: Claim
  readonly reference: string
  /** When they rang. */
  readonly receivedAt: Date
  readonly language: Language
  /** E.164: the telephone that the caller asked from. */
  readonly to: string
  /** When the caller said that nobody else sees that telephone's messages. */
  readonly askedAt: Date
  /** How often it may already have gone out. A claim that ran out while sending counts. */
  readonly doubts: number
  /** When the network took it: what is left to do is to look whether it arrived. */
  readonly sentAt?: Date
}

export type AcknowledgementOutcome =
  /** With `dueAt`: taken, and to be looked after. */
  | { readonly state: 'sent'; readonly sentAt: Date; readonly deliveredAt?: Date; readonly dueAt?: Date }
  | { readonly state: 'pending'; readonly reason: string; readonly dueAt: Date }
  /** With `card` where it was promised, so that a person must make up for it. */
  | { readonly state: 'suppressed'; readonly reason: string; readonly card?: OwedTask }
  | { readonly state: 'failed'; readonly reason: string; readonly card: OwedTask }
  /** With `dueAt`: to be sent once more. With `card`: for a person, and never sent again. */
  | { readonly state: 'unknown'; readonly reason: string; readonly doubts: number; readonly dueAt?: Date; readonly card?: OwedTask }

export interface AcknowledgementLedger {
  /** @returns undefined when it is not due, or in another's hands */
  claim(intakeId: string): Promise<ClaimedAcknowledgement | undefined>
  /** @returns false when the claim no longer stood, and nothing was written */
  record(claim: Claim, outcome: AcknowledgementOutcome): Promise<boolean>
}

export interface TextLedger {
  /** @returns undefined when it is not due, or in another's hands */
  claim(intakeId: string): Promise<ClaimedText | undefined>
  /** @returns false when the claim no longer stood, and nothing was written */
  record(claim: Claim, outcome: AcknowledgementOutcome): Promise<boolean>
}

export type CapVerdict = 'allowed' | 'sender_had_enough' | 'everybody_had_enough'

/** A brake for mail loops: how many acknowledgements one sender, and all together, may get. */
export interface AcknowledgementCaps {
  /** Counts this acknowledgement, once however often it is tried. */
  count(to: string, intakeId: string): Promise<CapVerdict>
}

/** For a message that became several enquiries, one acknowledgement goes out. */
export interface AcknowledgedMessages {
  /** Takes the message for this enquiry, unless another's acknowledgement of it has gone out or will. Safe to repeat. */
  take(message: string, intakeId: string): Promise<'ours' | 'anothers'>
}

/** Tells the desk that so many acknowledgements were due that the rest are held back: mail goes round in a loop, or somebody floods us. */
export interface AcknowledgementAlarm {
  raise(at: Date): Promise<void>
}

/** The finished message, part by part. */
export interface AcknowledgementMessage {
  readonly from: EmailAddress
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly date: Date
  readonly messageId: string
  readonly inReplyTo?: string
  readonly references: readonly string[]
  /** Every further header, by name. */
  readonly headers: Readonly<Record<string, string>>
}

export type SendOutcome =
  | { readonly kind: 'sent' }
  /** The server said "later", or was not reached: it has nothing. */
  | { readonly kind: 'not_now'; readonly code: string }
  /** The server said "never". */
  | { readonly kind: 'refused'; readonly code: string }
  /** The message was on its way and no answer came. */
  | { readonly kind: 'unknown'; readonly code: string }

export interface TextMessage {
  /** E.164. */
  readonly to: string
  readonly body: string
}

/** Sends text messages, and knows what became of them. */
export interface Texter {
  /** Never rejects. */
  send(text: TextMessage): Promise<SendOutcome>
  /** What the network has of a text with this reference. `sent`: on its way. `failed`: it could not be delivered. @throws when the network does not say */
  look(sent: { readonly to: string; readonly reference: string }): Promise<'sent' | 'delivered' | 'failed' | 'absent'>
}

/** Puts a signature before a finished message, and changes nothing else. */
export interface Signer {
  sign(raw: Buffer): Promise<Buffer>
}

export interface Mailer {
  /** The bytes that would be sent. */
  build(message: AcknowledgementMessage): Promise<Buffer>
  /** Sends these very bytes, from the null sender: a bounce of an acknowledgement must not come back as mail. Never rejects. */
  send(to: string, raw: Buffer): Promise<SendOutcome>
}
