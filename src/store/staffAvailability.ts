import type { Connection } from 'mongoose'
import { ANSWER_NEXT_LASTS_MS, type LineState } from '../domain/availability'
import { availabilityAt, dutyOf } from '../domain/duty'
import type { Clock } from '../domain/clock'
import type { Role } from '../domain/roles'
import type { AvailabilityWish } from '../domain/telephoneBoard'
import type { StaffAvailability, StaffRecord } from '../telephone/desk/ports'
import { intakeModel } from './intakeModel'
import { FACTS_CHANGED, toDutyFacts } from './staffDuty'
import { type StaffDocument, type StaffModel, staffModel } from './staffModel'
import { freeWaiting } from './waitingForSomebody'

/** Who stands on the board though they never said that they take calls. */
const ON_BOARD: Role[] = ['duty', 'social_worker', 'manager']

/** What members of staff say about being rung, in their own documents. */
export class StoredStaffAvailability implements StaffAvailability {
  private readonly staff: StaffModel

  constructor(private readonly connection: Connection, private readonly now: Clock) {
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
      ...FACTS_CHANGED,
    })
    if (matchedCount === 1 && availability.kind !== 'away') await freeWaiting(intakeModel(this.connection), this.now)
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
  const facts = toDutyFacts(one)
  return Object.freeze({
    staffId: one._id,
    name: one.name,
    role: one.role,
    availability: availabilityAt(facts.availability, at),
    line: lineAt(one, at),
    onRota: one.phone !== undefined && dutyOf(facts, at, true).kind === 'on_duty',
    onCall: one.onCall ?? false,
    answersNext: one.answerNextAt !== undefined && one.answerNextAt > askedTooLongAgo(at),
  })
}

const askedTooLongAgo = (at: Date): Date => new Date(at.getTime() - ANSWER_NEXT_LASTS_MS)

function lineAt({ phone, line, wrapUpUntil }: StaffDocument, at: Date): LineState {
  if (phone === undefined) return { kind: 'no_telephone' }
  if (line) return { kind: line.use }
  return wrapUpUntil && wrapUpUntil > at ? { kind: 'wrapping_up', until: wrapUpUntil } : { kind: 'free' }
}
