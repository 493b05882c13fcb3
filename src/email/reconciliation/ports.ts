import type { ReconciliationRecord } from '../../domain/reconciliation'
import type { MailPlace } from '../../domain/mailPlace'
import type { KeptMessage } from '../keptMailPorts'
import type { FolderPlace, MailLocation } from '../mailboxPorts'

/**
 * Where mailbox and records disagree. `mail_not_taken`: a message in the inbox of which we know nothing. `mail_unfinished`:
 * one that is long known and still no enquiry. `mail_not_filed`: messages that are dealt with and still in the inbox.
 * `mail_unknown_processed`, `mail_unknown_held`: messages in a folder of ours that we did not put there.
 * `mail_not_compared`: no run came to its end for long. These close by themselves.
 * `mail_gone`: one that was removed before it was safe. `enquiry_was_absent`: an enquiry that was lost and was made again.
 * `mail_without_record`: bytes of which no enquiry was made until now. `enquiry_missing`: one that should be there and could
 * not be made again. `mail_forgotten`: messages that we had filed away and knew nothing of; they are taken in anew.
 * `mail_not_brought_back`: some of those that the server does not let us move. `mail_card_missing`: more messages in
 * Quarantine than cards, where it is not known which. These a person closes.
 */
export const MAIL_GAP_KINDS = [
  'mail_not_taken', 'mail_unfinished', 'mail_not_filed', 'mail_unknown_processed', 'mail_unknown_held',
  'mail_gone', 'enquiry_was_absent', 'mail_without_record', 'enquiry_missing', 'mail_forgotten', 'mail_not_brought_back', 'mail_card_missing',
  'mail_not_compared',
] as const
export type MailGapKind = (typeof MAIL_GAP_KINDS)[number]

export interface MailGap {
  readonly kind: MailGapKind
  /** Which of its kind, in this mailbox. */
  readonly detail: string
}

/** What the store knows of one mailbox's messages. Implemented by src/store/mailRecords.ts. */
export interface MailRecords {
  /** First met before then, and neither an enquiry nor in quarantine; at most so many. */
  unfinishedBefore(place: MailPlace, before: Date, limit: number): Promise<readonly UnfinishedMessage[]>
  /** It is in no folder any more, or has another number. */
  markGone(location: MailLocation): Promise<void>
  /** Met since then, and said to be enquiries that are not there. */
  withoutEnquiry(place: MailPlace, since: Date): Promise<readonly KeptMessage[]>
  /** Bytes kept between then and then that belong to no message and no enquiry. */
  withoutRecord(since: Date, before: Date): Promise<readonly UnrecordedMail[]>
  /**
   * How many messages were recorded that their server took at a moment, in milliseconds since 1970: of all moments since
   * then. Of the whole account, as are the next two: all its mailboxes file into the same two folders.
   */
  arrivals(place: MailPlace, since: Date): Promise<ReadonlyMap<number, number>>
  /** Where the messages lie that are held and came since then, one entry each: undefined for one of which it was not told. */
  heldPlaces(place: MailPlace, since: Date): Promise<readonly (FolderPlace | undefined)[]>
  counts(place: MailPlace): Promise<{ readonly ingested: number; readonly quarantined: number }>
}

export interface UnfinishedMessage {
  readonly location: MailLocation
  readonly isKept: boolean
}

export type UnrecordedMail = Pick<KeptMessage, 'intakeId' | 'rawFileId'> & { readonly keptAt: Date }

/** Implemented by src/store/mailRecords.ts. */
export interface MailGapCards {
  /** @returns whether it was not known before */
  raise(place: MailPlace, gap: MailGap, card: { readonly mailbox: string; readonly at: Date; readonly dueAt: Date }): Promise<boolean>
  /** Closes those that close by themselves and are not among these. */
  closeMended(place: MailPlace, found: readonly MailGap[], at: Date): Promise<number>
}

export interface MailReconciliationMeter {
  gapFound(kind: MailGapKind): void
}

export interface MailReconciliationRecord extends ReconciliationRecord {
  /** When a run that looked at everything began, of the last that was completed. */
  lastOfEverything(): Promise<Date | undefined>
  completeOfEverything(at: Date): Promise<void>
}

/** One record a mailbox. */
export type MailReconciliationRecords = (place: MailPlace) => MailReconciliationRecord
