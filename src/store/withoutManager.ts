import type { Connection } from 'mongoose'
import type { Supervisor } from '../allocation/candidate'
import { findSupervisor } from '../allocation/findSupervisor'
import type { WithoutManager } from '../desk/dutyPorts'
import { type Leave, leaveOn } from '../domain/leave'
import { type Day, londonDay } from '../domain/workingDays'
import { OPEN_STATUSES } from './caseloads'
import { intakeModel } from './intakeModel'
import { toDutyFacts } from './staffDuty'
import { type StaffDocument, staffModel } from './staffModel'

/** What no manager at work answers for because this one, or whoever they cover, is on that leave; undefined where somebody does, and for who manages nobody. */
export async function readWithoutManager(connection: Connection, { staffId, leave }: { readonly staffId: string; readonly leave: Pick<Leave, 'from' | 'to'> }, now: Date): Promise<WithoutManager | undefined> {
  const staff = await staffModel(connection).find({ role: { $in: ['manager', 'social_worker'] }, active: true }).lean<StaffDocument[]>()
  const managers = staff.filter(({ role }) => role === 'manager').map((one): Supervisor => ({ ...toDutyFacts(one), id: one._id, name: one.name, barred: false }))
  const today = londonDay(now)
  const day = leave.from > today ? leave.from : today
  const noneFrom = noneAtWorkFrom(managers, day, leave.to)
  const isSupervised = (managerId: string | undefined): boolean => findSupervisor(managers, managerId, noonOf(day)) !== undefined
  if (!managers.some(({ id }) => id === staffId) || (noneFrom === undefined && isSupervised(staffId))) return undefined
  const answeredFor = managers.flatMap(({ id }) => (isSupervised(id) ? [id] : []))
  const open = { status: { $in: OPEN_STATUSES }, 'allocation.manager': { $exists: true, $nin: answeredFor } }
  const intakes = intakeModel(connection)
  return {
    enquiries: await intakes.countDocuments(open), urgent: await intakes.countDocuments({ ...open, 'triage.priority': 'urgent' }),
    workers: staff.filter(({ role, managerId }) => role === 'social_worker' && !isSupervised(managerId)).length,
    ...(day > today && { from: day }), ...(noneFrom !== undefined && { noneFrom }),
  }
}

/** The last of them to go begins a leave on that day. */
function noneAtWorkFrom(managers: readonly Supervisor[], first: Day, last: Day): Day | undefined {
  const begins = managers.flatMap(({ leave }) => leave.map(({ from }) => from)).filter((day) => day > first && day <= last)
  return [first, ...begins.toSorted()].find((day) => managers.every(({ leave }) => leaveOn(leave, day)))
}

/** A moment that is on that day in London, too. */
const noonOf = (day: Day): Date => new Date(`${day}T12:00:00Z`)
