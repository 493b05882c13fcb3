import { type Connection, type Model, Schema } from 'mongoose'
import type { Clock } from '../domain/clock'
import { OWNER_ROLES } from '../domain/routing'
import type { Day } from '../domain/workingDays'
import type { DigestOutcome, ListDigests } from '../routing/tellOwners'
import type { IntakeDocument } from './intakeDocument'
import { intakeModel } from './intakeModel'
import { isDuplicateKey } from './openSealer'
import { closedTo } from './barred'
import { type StaffDocument, staffModel } from './staffModel'
import { STEP_LEASE_MS } from './stepLedger'

/** That somebody was told of their lists on a day. */
interface DigestDocument {
  /** The day and the staff id: one of each. */
  _id: string
  staffId: string
  at: Date
  /** Of what had come shortly before, the enquiries that were counted. */
  counted?: string[]
  outcome: 'begun' | DigestOutcome
}

const schema = new Schema<DigestDocument>(
  { _id: { type: String, required: true }, staffId: { type: String, required: true }, at: { type: Date, required: true }, counted: { type: [String], default: undefined }, outcome: { type: String, required: true } },
  { collection: 'listDigests', versionKey: false, strict: 'throw' },
)
schema.index({ at: 1 })

export const listDigestModel = (connection: Connection): Model<DigestDocument> =>
  (connection.models['ListDigest'] as Model<DigestDocument> | undefined) ?? connection.model<DigestDocument>('ListDigest', schema)

/** Whoever was told longer ago counts as never told: to them all that waits is new. */
const LOOK_BACK_MS = 60 * 24 * 3_600_000

/** Whom the lists belong to, what waits on them, and who was told of it, once each day however many processes look. */
export function listDigests(connection: Connection, now: Clock): ListDigests {
  const digests = listDigestModel(connection)
  const idOf = (staffId: string, day: Day): string => `${day} ${staffId}`
  return {
    async people() {
      const found = await staffModel(connection).find({ active: true, role: { $in: [...OWNER_ROLES] } }, { name: 1, email: 1, role: 1, leave: 1 }).sort({ _id: 1 })
        .lean<Pick<StaffDocument, '_id' | 'name' | 'email' | 'role' | 'leave'>[]>()
      return Promise.all(found.map(async ({ _id: id, name, email, role, leave = [] }) => {
        const closed = await closedTo(intakeModel(connection), id)
        return { id, name, email, role, leave, closed: new Set(closed.map(({ _id }) => _id)) }
      }))
    },
    async waiting() {
      const found = await intakeModel(connection).find({ 'rerouting.category': { $exists: true }, status: 'rerouted' }, { receivedAt: 1, 'rerouting.category': 1, 'rerouting.at': 1 })
        .lean<Pick<IntakeDocument, '_id' | 'receivedAt' | 'rerouting'>[]>()
      return found.flatMap(({ _id: id, receivedAt, rerouting }) => (rerouting ? [{ id, category: rerouting.category, receivedAt, cameAt: rerouting.at }] : []))
    },
    async lastTold() {
      const found = await digests.aggregate<{ _id: string; at: Date; counted: string[] | null }>([
        { $match: { outcome: { $ne: 'begun' }, at: { $gte: new Date(now().getTime() - LOOK_BACK_MS) } } }, { $sort: { staffId: 1, at: -1 } }, { $group: { _id: '$staffId', at: { $first: '$at' }, counted: { $first: '$counted' } } },
      ])
      return new Map(found.map(({ _id, at, counted }) => [_id, { at, ...(counted && { counted }) }]))
    },
    async claim(staffId, day, at, counted) {
      try {
        // One that another process began and never ended is begun again.
        await digests.updateOne(
          { _id: idOf(staffId, day), outcome: 'begun', at: { $lt: new Date(now().getTime() - STEP_LEASE_MS) } }, { $set: { at, staffId, counted: [...counted] } }, { upsert: true },
        )
        return true
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
        return false
      }
    },
    async cameOut(staffId, day, outcome) {
      if (outcome === 'failed') await digests.deleteOne({ _id: idOf(staffId, day) })
      else await digests.updateOne({ _id: idOf(staffId, day) }, { $set: { outcome } })
    },
  }
}
