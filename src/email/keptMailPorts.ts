import type { MailPlace } from '../domain/mailPlace'
import type { QuarantineCause } from '../domain/quarantine'
import type { FolderPlace, MailLocation } from './mailboxPorts'
import type { MessageReading } from './reading/messageReading'

/**
 * `seen`: known to be there, not yet safe. `kept`: the raw bytes are safe. `ingested`: its enquiry exists.
 * `quarantined`: a person has a card. `moved_back`: it was, and lies in the inbox under another number. `gone`: it was
 * removed, or numbered anew, before it was safe.
 */
export type MailRowState = 'seen' | 'kept' | 'ingested' | 'quarantined' | 'moved_back' | 'gone'

export interface KeptMessage {
  readonly location: MailLocation
  /** Of the raw bytes, hex. */
  readonly sha256: string
  /** The id its enquiry has or will have. */
  readonly intakeId: string
  readonly rawFileId: string
  readonly size: number
  readonly receivedAt: Date
}

/** A message of which bytes and row are durable, and which is being read or was. */
export interface SafeMessage {
  readonly kept: KeptMessage
  /** @throws NoReader when nothing can be read, through no fault of the message */
  readonly reading: Promise<MessageReading>
}

export interface MailRow {
  readonly location: MailLocation
  readonly state: MailRowState
  readonly failures: number
  /** Connections lost while it was fetched. */
  readonly drops: number
  /** Present from `kept` on. */
  readonly kept?: KeptMessage
}

/** The memory of every message met, unique by location. */
export interface MailLedger {
  find(place: MailPlace, uidValidity: string, uids: readonly number[]): Promise<ReadonlyMap<number, MailRow>>
  /**
   * Messages of the place whose bytes are safe and whose enquiry is still owed, wherever the message itself is now; a page
   * of them, in one order always.
   * @param after the last of the page before
   */
  unfinished(place: MailPlace, after?: KeptMessage): Promise<readonly KeptMessage[]>
  /** @returns the rows as they stand, in the order given: another process may have been first */
  recordKept(messages: readonly KeptMessage[]): Promise<readonly KeptMessage[]>
  /** Remembers messages that were in the inbox and were not there any more when they were asked for. Changes no row. */
  noteSeen(locations: readonly MailLocation[]): Promise<void>
  markIngested(locations: readonly MailLocation[]): Promise<void>
  /** @returns failures so far, this one included */
  countFailure(location: MailLocation, code: string): Promise<number>
  /** @returns connections lost so far while the message was fetched, this one included */
  countDrop(location: MailLocation): Promise<number>
  /** Gives the message up to a person: the card and the row's state. @param receivedAt when its server took it, where that is known */
  quarantine(location: MailLocation, cause: QuarantineCause, receivedAt?: Date): Promise<void>
  /** Remembers where a quarantined message lies, so that it can be brought back. */
  noteHeld(location: MailLocation, held: FolderPlace): Promise<void>
}

export interface RawMessage {
  readonly intakeId: string
  readonly bytes: Buffer
}

/** Raw messages, encrypted at rest. */
export interface RawMail {
  /** @returns the files' ids, by enquiry; the file of an earlier try where there is one. All are durable once resolved. */
  save(messages: readonly RawMessage[]): Promise<ReadonlyMap<string, string>>
  read(intakeId: string, rawFileId: string): Promise<Buffer>
}
