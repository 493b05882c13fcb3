import { type Connection, type Model, Schema } from 'mongoose'
import type { MailRowState } from '../email/keptMailPorts'
import type { FolderPlace } from '../email/mailboxPorts'
import type { ReplayOutcome } from '../email/replay/ports'

/** Somebody's wish to have a quarantined message taken in again, and what came of it. */
export interface ReplayDocument {
  state: 'asked' | 'done'
  askedAt: Date
  /** Where it lies in the inbox since. */
  back?: FolderPlace
  outcome?: ReplayOutcome
}

export interface MailRowDocument {
  /** A digest of the location: unique on a sharded cluster too. */
  _id: string
  account: string
  mailbox: string
  uidValidity: string
  uid: number
  state: MailRowState
  failures: number
  /** Absent while there was none. */
  drops?: number
  /** The code of the last failure, or why it is quarantined. */
  cause?: string
  sha256?: string
  intakeId?: string
  rawFileId?: string
  size?: number
  receivedAt?: Date
  firstMetAt: Date
  /** Where a quarantined message lies, as far as the server told. */
  held?: FolderPlace
  replay?: ReplayDocument
  /** How often it was tried again; each failure has a card of its own. Absent while it was not. */
  replays?: number
}

const places = { uidValidity: String, uid: Number }
const folderPlace = { type: new Schema<FolderPlace>(places, { _id: false }), default: undefined }
const replay = new Schema<ReplayDocument>({ state: String, askedAt: Date, back: folderPlace, outcome: Schema.Types.Mixed }, { _id: false })

const schema = new Schema<MailRowDocument>(
  {
    _id: { type: String, required: true },
    account: { type: String, required: true },
    mailbox: { type: String, required: true },
    uidValidity: { type: String, required: true },
    uid: { type: Number, required: true },
    state: { type: String, required: true },
    failures: { type: Number, required: true },
    drops: Number,
    cause: String,
    sha256: String,
    intakeId: String,
    rawFileId: String,
    size: Number,
    receivedAt: Date,
    firstMetAt: { type: Date, required: true },
    held: folderPlace,
    replay: { type: replay, default: undefined },
    replays: Number,
  },
  { collection: 'mailRows', versionKey: false },
)

// What of a mailbox still owes an enquiry; what came in lately, to be compared; and how many are in each state.
schema.index({ account: 1, mailbox: 1, state: 1, firstMetAt: 1 })
// Partial: only rows that somebody waits for.
schema.index({ 'replay.state': 1, account: 1, mailbox: 1 }, { partialFilterExpression: { 'replay.state': 'asked' } })
// Where one enquiry's message lies.
schema.index({ intakeId: 1 }, { sparse: true })

export type MailRowModel = Model<MailRowDocument>

export const mailRowModel = (connection: Connection): MailRowModel =>
  (connection.models['MailRow'] as MailRowModel | undefined) ?? connection.model<MailRowDocument>('MailRow', schema)
