import type { Connection } from 'mongoose'
import { ANSWER_NEXT_LASTS_MS } from '../domain/availability'
import { dutyOf } from '../domain/duty'
import { SECOND_ROLES } from '../domain/secondProfessionals'
import type { LineEnd, LineWanted, RingableStaff, StaffLines } from '../telephone/legs/ports'
import { DUTY_FIELDS, type DutyDocument, toDutyFacts } from './staffDuty'
import { type StaffDocument, type StaffModel, staffModel } from './staffModel'

type LineDocument = Pick<StaffDocument, '_id' | 'name' | 'phone' | 'line' | 'wrapUpUntil'>

/** The lines of the staff, each in the person's own document: one conditional write takes it. */
export class StoredStaffLines implements StaffLines {
  private readonly staff: StaffModel

  constructor(connection: Connection, private readonly isOpen: (at: Date) => boolean) {
    this.staff = staffModel(connection)
  }

  async onDuty(at: Date): Promise<readonly RingableStaff[]> {
    if (!this.isOpen(at)) return []
    const found = await this.staff.find({ ...reachable, role: { $nin: SECOND_ROLES } }, { ...DUTY_FIELDS, name: 1, phone: 1, line: 1, wrapUpUntil: 1 }).lean<(LineDocument & DutyDocument)[]>()
    return found.filter((one) => dutyOf(toDutyFacts(one), at, true).kind === 'on_duty').map((one) => toRingable(one, at))
  }

  async takeNextFree({ among, ...wanted }: LineWanted & { among: readonly RingableStaff[] }): Promise<RingableStaff | undefined> {
    const askedSince = new Date(wanted.at.getTime() - ANSWER_NEXT_LASTS_MS)
    const ids = { _id: { $in: among.map(({ staffId }) => staffId) } }
    // An absent moment sorts first: who was never rung has been idle longest.
    return (
      (await this.takeLine({ ...ids, answerNextAt: { $gt: askedSince } }, { answerNextAt: 1 }, wanted)) ??
      (await this.takeLine(ids, { idleSince: 1, _id: 1 }, wanted))
    )
  }

  async take(staffId: string, wanted: LineWanted): Promise<RingableStaff | undefined> {
    return this.takeLine({ _id: staffId }, {}, wanted, { forCaller: false })
  }

  async phoneOf(staffId: string): Promise<string | undefined> {
    const found = await this.staff.findById(staffId, { phone: 1 }).lean<Pick<StaffDocument, 'phone'>>()
    return found?.phone
  }

  async extend(staffId: string, legId: string, until: Date, use: 'ringing' | 'talking'): Promise<boolean> {
    const { matchedCount } = await this.staff.updateOne({ _id: staffId, 'line.legId': legId }, { $set: { 'line.until': until, 'line.use': use } })
    return matchedCount === 1
  }

  async rang(staffId: string, begunAt: Date): Promise<void> {
    await this.staff.updateOne({ _id: staffId, answerNextAt: { $lte: begunAt } }, { $unset: { answerNextAt: '' } })
  }

  async release(staffId: string, legId: string, { idleSince, wrapUpUntil }: LineEnd): Promise<boolean> {
    const { modifiedCount } = await this.staff.updateOne(
      { _id: staffId, 'line.legId': legId },
      { $set: { ...(idleSince && { idleSince }), ...(wrapUpUntil && { wrapUpUntil }) }, $unset: { line: '' } },
    )
    return modifiedCount === 1
  }

  async overdue(at: Date): Promise<readonly { staffId: string; legId: string }[]> {
    const found = await this.staff.find({ 'line.until': { $lte: at } }, { line: 1 }).lean<Pick<StaffDocument, '_id' | 'line'>[]>()
    return found.flatMap(({ _id, line }) => (line ? [{ staffId: _id, legId: line.legId }] : []))
  }

  private async takeLine(
    who: object, sort: Record<string, 1>, { legId, at, leaseMs }: LineWanted, { forCaller = true } = {},
  ): Promise<RingableStaff | undefined> {
    const free = forCaller ? { line: { $exists: false }, $or: notWritingUp(at) } : { $or: [{ line: { $exists: false } }, { 'line.legId': legId }] }
    const line = { legId, until: new Date(at.getTime() + leaseMs), use: 'ringing' as const }
    const taken = await this.staff.findOneAndUpdate(
      { ...who, ...reachable, ...free },
      { $set: { line }, ...(forCaller && { $unset: { wrapUpUntil: '' as const } }) },
      { sort, returnDocument: 'before', projection: { name: 1, phone: 1, line: 1, wrapUpUntil: 1 } },
    ).lean<LineDocument>()
    return taken ? toRingable(taken, at) : undefined
  }
}

const reachable = { active: true, phone: { $exists: true } }

const notWritingUp = (at: Date) => [{ wrapUpUntil: { $exists: false } }, { wrapUpUntil: { $lte: at } }]

const toRingable = ({ _id, name, phone = '', line, wrapUpUntil }: LineDocument, at: Date): RingableStaff =>
  Object.freeze({ staffId: _id, name, phone, free: line === undefined && (wrapUpUntil === undefined || wrapUpUntil <= at) })
