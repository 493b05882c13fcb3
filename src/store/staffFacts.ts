import type { Connection } from 'mongoose'
import type { StaffFacts, StaffWithLeave } from '../allocation/duty/ports'
import type { Clock } from '../domain/clock'
import type { Leave } from '../domain/leave'
import type { OnCallTime } from '../domain/onCall'
import { ON_CALL_ROLES } from '../domain/onCallBoard'
import { isSecondRole } from '../domain/secondProfessionals'
import { NO_SKILLS, type Skills } from '../domain/skills'
import type { Day } from '../domain/workingDays'
import type { RotaPlace } from '../domain/workingPattern'
import { type IntakeModel, intakeModel } from './intakeModel'
import { FACTS_CHANGED, toOnCallFacts } from './staffDuty'
import { type StaffDocument, type StaffModel, staffModel } from './staffModel'
import { toStaffMember } from './staffRepository'
import { freeWaiting } from './waitingForSomebody'

/**
 * Rota, leave, skills and limits, in each person's own document. Should a process die between a write and the freeing of
 * what waits, the next look of the waiting itself finds it.
 */
export class StoredStaffFacts implements StaffFacts {
  private readonly staff: StaffModel
  private readonly intakes: IntakeModel

  constructor(connection: Connection, private readonly now: Clock) {
    this.staff = staffModel(connection)
    this.intakes = intakeModel(connection)
  }

  async find(staffId: string): Promise<StaffWithLeave | undefined> {
    return this.findOne({ _id: staffId })
  }

  async findByEmail(email: string): Promise<StaffWithLeave | undefined> {
    return this.findOne({ email })
  }

  async setRota(staffId: string, place: RotaPlace): Promise<void> {
    await this.change({ _id: staffId }, place.kind === 'pattern'
      ? { $set: { onRota: true, pattern: place.pattern } }
      : { $set: { onRota: place.kind === 'service_hours' }, ...(place.kind === 'service_hours' && { $unset: { pattern: '' } }) })
  }

  async setSkills(staffId: string, skills: Skills): Promise<void> {
    await this.change({ _id: staffId }, { $set: { skills } })
  }

  async setCaseloadLimit(staffId: string, limit: number): Promise<void> {
    await this.change({ _id: staffId }, { $set: { caseloadLimit: limit } })
  }

  async addLeave(staffId: string, leave: Leave): Promise<'added' | 'overlaps'> {
    const sharesADay = { leave: { $elemMatch: { from: { $lte: leave.to }, to: { $gte: leave.from }, endedEarly: { $ne: true } } } }
    return (await this.change({ _id: staffId, $nor: [sharesADay] }, { $push: { leave } })) ? 'added' : 'overlaps'
  }

  async addOnCall(staffId: string, time: OnCallTime, at: Date): Promise<'added' | 'overlaps'> {
    await this.staff.updateOne({ _id: staffId }, { $pull: { onCallTimes: { to: { $lte: at } } } })
    const sharesAMoment = { onCallTimes: { $elemMatch: { from: { $lt: time.to }, to: { $gt: time.from } } } }
    const { modifiedCount } = await this.staff.updateOne({ _id: staffId, $nor: [sharesAMoment] }, { $push: { onCallTimes: time } })
    return modifiedCount === 1 ? 'added' : 'overlaps'
  }

  async removeOnCall(staffId: string, timeId: string): Promise<boolean> {
    const { modifiedCount } = await this.staff.updateOne({ _id: staffId }, { $pull: { onCallTimes: { id: timeId } } })
    return modifiedCount === 1
  }

  async clearOnCall(staffId: string): Promise<void> {
    await this.staff.updateOne({ _id: staffId }, { $unset: { onCallTimes: '', onCall: '' } })
  }

  async mayBeOnCall(): Promise<readonly StaffWithLeave[]> {
    const found = await this.staff.find({ active: true, role: { $in: [...ON_CALL_ROLES] } }).sort({ name: 1, _id: 1 }).lean<StaffDocument[]>()
    return found.map(toStaffWithLeave)
  }

  async setPhone(staffId: string, phone: string): Promise<void> {
    await this.staff.updateOne({ _id: staffId }, { $set: { phone } })
  }

  async endLeave(staffId: string, leaveId: string, lastDay: Day): Promise<boolean> {
    const ended = { $set: { 'leave.$.to': lastDay, 'leave.$.endedEarly': true } }
    return this.change({ _id: staffId, leave: { $elemMatch: { id: leaveId, to: { $gt: lastDay } } } }, ended)
  }

  private async findOne(who: object): Promise<StaffWithLeave | undefined> {
    const found = await this.staff.findOne(who).lean<StaffDocument>()
    return found ? toStaffWithLeave(found) : undefined
  }

  private async change(who: object, change: object): Promise<boolean> {
    const { modifiedCount } = await this.staff.updateOne(who, { ...change, ...FACTS_CHANGED })
    if (modifiedCount > 0) await freeWaiting(this.intakes, this.now)
    return modifiedCount === 1
  }
}

const toStaffWithLeave = (found: StaffDocument): StaffWithLeave => Object.freeze({
  ...toStaffMember(found), ...toOnCallFacts(found), rota: rotaOf(found), skills: found.skills ?? NO_SKILLS, caseloadLimit: found.caseloadLimit,
  ...(found.pattern && { pattern: found.pattern }),
})

function rotaOf({ role, onRota, pattern }: StaffDocument): RotaPlace {
  if (!onRota && !isSecondRole(role)) return { kind: 'off' }
  return pattern ? { kind: 'pattern', pattern } : { kind: 'service_hours' }
}
