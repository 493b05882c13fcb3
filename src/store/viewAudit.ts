import { randomBytes } from 'node:crypto'
import { type Connection, type Model, Schema } from 'mongoose'
import type { AuditEntry, ViewAudit } from '../desk/auditPorts'

interface AuditDocument extends AuditEntry {
  _id: string
}

const schema = new Schema<AuditDocument>(
  {
    _id: { type: String, required: true },
    event: { type: String, required: true },
    intakeId: String,
    cardId: String,
    childId: String,
    otherChildId: String,
    reference: String,
    recordingSid: String,
    attachment: Number,
    subjectStaffId: String,
    staffId: { type: String, required: true },
    staffName: { type: String, required: true },
    role: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'viewAudit', versionKey: false, strict: 'throw' },
)

// Who looked at this enquiry, at this child, and what did this person look at.
schema.index({ intakeId: 1, at: 1 })
schema.index({ childId: 1, at: 1 }, { sparse: true })
schema.index({ otherChildId: 1, at: 1 }, { sparse: true })
schema.index({ staffId: 1, at: 1 })

export const viewAuditModel = (connection: Connection): Model<AuditDocument> =>
  (connection.models['ViewAudit'] as Model<AuditDocument> | undefined) ?? connection.model<AuditDocument>('ViewAudit', schema)

/** Who looked at what: entries are added and never changed or removed from here. */
export function viewAudit(connection: Connection): ViewAudit {
  const entries = viewAuditModel(connection)
  return {
    async record(...all) {
      await entries.insertMany(all.map((entry) => ({ _id: randomBytes(12).toString('hex'), ...entry })))
    },
    async isRecorded({ at: _at, staffName: _name, role: _role, ...entry }, since) {
      return (await entries.exists({ ...entry, at: { $gt: since } })) !== null
    },
  }
}
