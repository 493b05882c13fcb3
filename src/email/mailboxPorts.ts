import type { MailPlace } from '../domain/mailPlace'

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
