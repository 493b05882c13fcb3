import type { Connection } from 'mongoose'
import { ANSWER_NEXT_LASTS_MS, type Availability, type LineState } from '../domain/availability'
import type { Role } from '../domain/roles'
import type { AvailabilityWish } from '../domain/telephoneBoard'
import type { StaffAvailability, StaffRecord } from '../telephone/desk/ports'
import { type StaffDocument, type StaffModel, staffModel } from './staffModel'

/** Who stands on the board though they never said that they take calls. */
const ON_BOARD: Role[] = ['duty', 'social_worker', 'manager']

/** What members of staff say about being rung, in their own documents. */
export class StoredStaffAvailability implements StaffAvailability {
  private readonly staff: StaffModel

  constructor(connection: Connection) {
    this.staff = staffModel(connection)
  }

  async list(at: Date): Promise<readonly StaffRecord[]> {
    const shown = { active: true, $or: [{ role: { $in: ON_BOARD } }, { 'availability.kind': 'available' as const }] }
    const found = await this.staff.find(shown).sort({ name: 1, _id: 1 }).lean<StaffDocument[]>()
    return found.map((one) => toRecord(one, at))
  }

  async find(staffId: string, at: Date): Promise<StaffRecord | undefined> {
    const found = await this.staff.findOne({ _id: staffId, active: true }).lean<StaffDocument>()
    return found ? toRecord(found, at) : undefined
  }

  async setAvailability({ staffId, availability, onCall }: AvailabilityWish): Promise<boolean> {
    const byRota = availability.kind === 'by_rota'
    const { matchedCount } = await this.staff.updateOne({ _id: staffId, active: true }, {
      $set: { ...(!byRota && { availability }), ...(onCall !== undefined && { onCall }) },
      $unset: { ...(byRota && { availability: '' as const }), ...(availability.kind === 'away' && { answerNextAt: '' as const }) },
    })
    return matchedCount === 1
  }

  async answerNext(staffId: string, at: Date): Promise<void> {
    // Asking twice keeps the place among those who asked.
    const notAsking = { $or: [{ answerNextAt: { $exists: false } }, { answerNextAt: { $lte: askedTooLongAgo(at) } }] }
    await this.staff.updateOne({ _id: staffId, active: true, ...notAsking }, { $set: { answerNextAt: at } })
    await this.staff.updateOne({ _id: staffId }, { $unset: { wrapUpUntil: '' } })
  }

  async finishWrapUp(staffId: string, at: Date): Promise<boolean> {
    const { modifiedCount } = await this.staff.updateOne({ _id: staffId, wrapUpUntil: { $gt: at } }, { $unset: { wrapUpUntil: '' } })
    return modifiedCount === 1
  }
}

function toRecord(one: StaffDocument, at: Date): StaffRecord {
  const availability = availabilityAt(one, at)
  return Object.freeze({
    staffId: one._id,
    name: one.name,
    role: one.role,
    availability,
    line: lineAt(one, at),
    onRota: one.phone !== undefined && availability.kind !== 'away' && (one.onRota || availability.kind === 'available'),
    onCall: one.onCall ?? false,
    answersNext: one.answerNextAt !== undefined && one.answerNextAt > askedTooLongAgo(at),
  })
}

const askedTooLongAgo = (at: Date): Date => new Date(at.getTime() - ANSWER_NEXT_LASTS_MS)

/** What was said until a moment that is past counts no more. */
function availabilityAt({ availability: said }: StaffDocument, at: Date): Availability {
  if (!said || (said.until && said.until <= at)) return { kind: 'by_rota' }
  return { kind: said.kind, ...(said.until && { until: said.until }) }
}

function lineAt({ phone, line, wrapUpUntil }: StaffDocument, at: Date): LineState {
  if (phone === undefined) return { kind: 'no_telephone' }
  if (line) return { kind: line.use }
  return wrapUpUntil && wrapUpUntil > at ? { kind: 'wrapping_up', until: wrapUpUntil } : { kind: 'free' }
}
