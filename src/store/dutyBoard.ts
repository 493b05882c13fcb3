import type { Connection } from 'mongoose'
import type { Supervisor } from '../allocation/candidate'
import { findSupervisor } from '../allocation/findSupervisor'
import type { CaseWeights } from '../domain/allocation'
import { dutyOf, officerDutyOf } from '../domain/duty'
import type { DutyBoard, PersonOnBoard } from '../domain/dutyBoard'
import { ROLES_WITH_HOURS } from '../domain/onCallBoard'
import { isSecondRole } from '../domain/secondProfessionals'
import { londonDay } from '../domain/workingDays'
import { type Caseload, caseloadsOf, NOTHING_TO_CARRY } from './caseloads'
import { intakeModel } from './intakeModel'
import { toDutyFacts } from './staffDuty'
import { type StaffDocument, staffModel } from './staffModel'

/** Everybody who takes calls or enquiries, manages those who do, or is called to them as an officer, as they stand at a moment. */
export async function readDutyBoard(connection: Connection, weights: CaseWeights, at: Date, isOpen: boolean): Promise<DutyBoard> {
  const staff = await staffModel(connection).find({ role: { $in: [...ROLES_WITH_HOURS] }, active: true }).sort({ name: 1, _id: 1 }).lean<StaffDocument[]>()
  const workers = staff.filter(({ role }) => role === 'social_worker').map(({ _id }) => _id)
  const loads = await caseloadsOf(intakeModel(connection), workers, weights)
  const names = new Map(staff.map(({ _id, name }) => [_id, name]))
  const managers = staff.filter(({ role }) => role === 'manager').map((one) => ({ ...toDutyFacts(one), id: one._id, name: one.name, barred: false }))
  return { isOpen, people: staff.map((one) => toPerson(one, { at, isOpen, names, managers, caseload: loads.get(one._id) ?? NOTHING_TO_CARRY })) }
}

interface Around {
  at: Date
  isOpen: boolean
  names: ReadonlyMap<string, string>
  managers: readonly Supervisor[]
  caseload: Caseload
}

function toPerson(one: StaffDocument, { at, isOpen, names, managers, caseload }: Around): PersonOnBoard {
  const { _id: staffId, name, role, pattern, leave = [], caseloadLimit: limit } = one
  const present = leave.filter(({ from, to }) => from <= to && to >= londonDay(at)).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const supervisor = role === 'social_worker' ? findSupervisor(managers, one.managerId, at) : undefined
  const facts = toDutyFacts(one)
  const isOfficer = isSecondRole(role)
  return Object.freeze({
    staffId, name, role, duty: (isOfficer ? officerDutyOf : dutyOf)(facts, at, isOpen), onRota: isOfficer || facts.onRota,
    leave: present.map((each) => {
      const coverName = names.get(each.coverId ?? '')
      return { ...each, ...(coverName !== undefined && { coverName }) }
    }),
    ...(pattern && { pattern }), ...(role === 'social_worker' && { carries: { ...caseload, limit } }), ...(supervisor && { supervisorName: supervisor.manager.name }),
  })
}
