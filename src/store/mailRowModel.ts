import { type Connection, type Model, Schema } from 'mongoose'
import type { FolderPlace, MailRowState } from '../email/ports'

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
}

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
    held: { type: new Schema<FolderPlace>({ uidValidity: String, uid: Number }, { _id: false }), default: undefined },
  },
  { collection: 'mailRows', versionKey: false },
)

// Partial: only rows that still owe an enquiry.
schema.index({ account: 1, mailbox: 1 }, { partialFilterExpression: { state: 'kept' } })
// Where one enquiry's message lies.
schema.index({ intakeId: 1 }, { sparse: true })

export type MailRowModel = Model<MailRowDocument>

export const mailRowModel = (connection: Connection): MailRowModel =>
  (connection.models['MailRow'] as MailRowModel | undefined) ?? connection.model<MailRowDocument>('MailRow', schema)
