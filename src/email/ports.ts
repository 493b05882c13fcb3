import type { Acknowledgement } from '../domain/acknowledgement'
import type { EmailContact } from '../domain/email'
import type { MailPlace } from '../domain/mailPlace'
import type { QuarantineCause } from '../domain/quarantine'
import type { OwedTask } from '../domain/task'
import type { Thread } from '../domain/thread'
import type { DeliveryReport, MessageReading } from './reading/messageReading'

export type { MailPlace }

/** What a server calls one message. UIDs mean nothing under another `uidValidity`. */
export interface MailLocation extends MailPlace {
  readonly uidValidity: string
  readonly uid: number
}

export interface MessageSummary {
  readonly uid: number
  /** Bytes. */
  readonly size: number
  /** When the server took it (INTERNALDATE); the message's own Date can say anything. */
  readonly receivedAt: Date
}

export interface FetchedMessage extends MessageSummary {
  readonly source: Buffer
}

/** Where dealt-with messages go. */
export type MailFolder = 'Processed' | 'Quarantine'

/** What a server calls a message in the folder it was moved to. */
export interface FolderPlace {
  readonly uidValidity: string
  readonly uid: number
}

export interface FolderView {
  readonly uidValidity: string
  /** How many messages lie there. */
  readonly messages: number
  /** Those that bear no mark of ours, so that we did not put them there, by UID; absent where the server keeps no marks. */
  readonly unmarked?: readonly number[]
}

/** A folder of ours while it is selected. */
export interface OpenFolder {
  readonly uidValidity: string
  /** Messages that their server took since then and that we put there, by our mark. Where it keeps none: all in Processed, and none in Quarantine. */
  filedSince(since: Date): Promise<readonly MessageSummary[]>
  /** Messages that somebody else removed meanwhile are left out. */
  fetch(messages: readonly MessageSummary[]): Promise<readonly FetchedMessage[]>
}

/** The inbox while it is locked for one sync. Every method rejects when the connection is lost. */
export interface OpenInbox {
  readonly uidValidity: string
  /** False once the connection is lost: what failed then is no fault of a message. */
  readonly connected: boolean
  /** Every message there, read or not. */
  listUids(): Promise<readonly number[]>
  describe(uids: readonly number[]): Promise<readonly MessageSummary[]>
  /** Messages that somebody else removed meanwhile are left out. */
  fetch(messages: readonly MessageSummary[]): Promise<readonly FetchedMessage[]>
  flagIngested(uids: readonly number[]): Promise<void>
  /** Marks them as ours and moves them. @returns where each lies now, as far as the server tells. @throws when the server did not move them */
  move(uids: readonly number[], folder: MailFolder): Promise<ReadonlyMap<number, FolderPlace>>
}

export interface Mailbox extends MailPlace {
  withInbox<T>(work: (inbox: OpenInbox) => Promise<T>): Promise<T>
}

/** A mailbox over a live connection, which ends once and is then replaced by a new one. */
export interface ConnectedMailbox extends Mailbox {
  /** False once the connection is lost: what failed then is no fault of a message. */
  readonly connected: boolean
  /** Calls back whenever the server says that something came in. */
  onNews(listener: () => void): void
  /**
   * Moves one message out of a folder of ours.
   * @returns where it lies now, or that the server does not tell; undefined when it is not there any more
   */
  moveFrom(folder: MailFolder, held: FolderPlace, to: MailFolder | 'inbox'): Promise<FolderPlace | 'somewhere' | undefined>
  /** What lies in a folder of ours. */
  lookInto(folder: MailFolder): Promise<FolderView>
  /** @param work may ask for nothing else of the mailbox meanwhile */
  withFolder<T>(folder: MailFolder, work: (open: OpenFolder) => Promise<T>): Promise<T>
  /** Resolves when the connection is gone, for whatever reason. */
  readonly closed: Promise<void>
  close(): Promise<void>
}

export interface MailboxConnector extends MailPlace {
  connect(): Promise<ConnectedMailbox>
}

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

export interface NewEmailIntake {
  readonly id: string
  readonly receivedAt: Date
  readonly email: EmailContact
  readonly acknowledgement: Acknowledgement
  readonly owedTasks: readonly OwedTask[]
  readonly thread: Thread
  /** What the message says, as one value; absent where that cannot be compared. */
  readonly contentDigest?: string
}

/** An enquiry that a message names. */
export interface NamedIntake {
  readonly intakeId: string
  /** The first of those it belongs with: itself, unless it was joined to another. */
  readonly firstId: string
}

export interface AcknowledgedIntake extends NamedIntake {
  /** From it to the first, the first not among them; empty when it is that itself. */
  readonly through: readonly string[]
  /** Whether its acknowledgement went to the address asked about, and that address was in no doubt itself. */
  readonly isKnownAddress: boolean
}

/** Looks up the enquiries that a message names; one indexed query each, and none without anything to look for. */
export interface Threads {
  /** @param from the address that the message came from, if it names one */
  findAcknowledged(messageIds: readonly string[], from: string | undefined): Promise<readonly AcknowledgedIntake[]>
  findByReference(references: readonly string[]): Promise<readonly NamedIntake[]>
}

export interface EmailIntakes extends Threads {
  /** Marks the acknowledgement that it names, with a card for a person when it came back; changes nothing the second time. */
  noteReport(report: DeliveryReport): Promise<void>
  /** The id of the enquiry that a message of this content is. */
  idFor(sha256: string): string
  /** Those of the ids that are enquiries already. */
  existing(ids: readonly string[]): Promise<ReadonlySet<string>>
  /** Each in one write, with everything owed, and each by itself. @returns what became of each, in the order given */
  insert(intakes: readonly NewEmailIntake[]): Promise<readonly Insertion[]>
  /**
   * Suggests of each of these enquiries, once, that its message is one that reached us by another way, where one did.
   * @param made just now; @param met by id, those that were there already
   */
  suggestSame(made: readonly NewEmailIntake[], met: readonly string[]): Promise<void>
}

export type Insertion = 'inserted' | 'already_there' | { readonly failure: unknown }

export interface MessageReader {
  /** Mail is coming: what reading needs may be started meanwhile, so that the first message need not wait for it. */
  getReady?(): void
  /** What could not be read says so in `unreadable`. @throws NoReader when nothing can be read, through no fault of the message */
  read(bytes: Buffer): Promise<MessageReading>
}
