import type { Connection } from 'mongoose'
import { leaveOn } from '../domain/leave'
import { SECOND_ROLES, type SecondRole } from '../domain/secondProfessionals'
import { pendingStep } from '../domain/step'
import type { Day } from '../domain/workingDays'
import { barredFrom } from './barred'
import { OPEN_STATUSES } from './caseloads'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { type StaffDocument, staffModel } from './staffModel'

type Officer = Pick<StaffDocument, '_id' | 'name' | 'role' | 'leave'>

/**
 * What officers on leave were on is handed back: others are told anew, whoever covers the leave before all. One write for each, so that
 * whoever dies over it, or does it at the same time as another, does nothing twice. @returns of how many
 */
export async function handBackFromLeave(connection: Connection, today: Day, at: Date): Promise<number> {
  const intakes = intakeModel(connection)
  const onLeave = { $elemMatch: { from: { $lte: today }, to: { $gte: today } } }
  const officers = await staffModel(connection).find({ role: { $in: [...SECOND_ROLES] }, leave: onLeave }, { name: 1, role: 1, leave: 1 }).lean<Officer[]>()
  let count = 0
  for (const officer of officers) {
    const role = officer.role as SecondRole
    const cover = await coverOf(connection, officer, today)
    const held = await intakes.find({ secondRoles: role, status: { $in: OPEN_STATUSES }, [`seconds.${role}.acceptance.by`]: officer._id }, { _id: 1 }).lean<Pick<IntakeDocument, '_id'>[]>()
    for (const { _id } of held) if (await handBack(intakes, _id, { officer, role, cover, at })) count += 1
  }
  return count
}

/** Undefined where there is none, or they are on leave too. */
async function coverOf(connection: Connection, { leave = [] }: Officer, today: Day): Promise<Officer | undefined> {
  const coverId = leaveOn(leave, today)?.coverId
  if (coverId === undefined) return undefined
  const cover = await staffModel(connection).findOne({ _id: coverId, active: true }, { name: 1, role: 1, leave: 1 }).lean<Officer>()
  return cover && !leaveOn(cover.leave ?? [], today) ? cover : undefined
}

interface HandingBack {
  readonly officer: Officer
  readonly role: SecondRole
  readonly cover: Officer | undefined
  readonly at: Date
}

async function handBack(intakes: IntakeModel, intakeId: string, { officer, role, cover, at }: HandingBack): Promise<boolean> {
  const second = `seconds.${role}`
  const asked = cover?.role === role && !(await barredFrom(intakes, intakeId)).has(cover._id) ? { by: cover._id, byName: cover.name, at } : undefined
  const { modifiedCount } = await intakes.updateOne({ _id: intakeId, status: { $in: OPEN_STATUSES }, [`${second}.acceptance.by`]: officer._id }, {
    $set: { [`${second}.awaitedSince`]: at, 'steps.escalateSecond': pendingStep(at), ...(asked && { [`${second}.asked`]: asked }) },
    $unset: Object.fromEntries(['acceptance', 'rung', 'nextAt', 'lookAt'].map((field) => [`${second}.${field}`, ''])),
    $push: { history: { kind: 'second_on_leave', role, at, by: '', byName: '', other: officer.name } },
  })
  return modifiedCount === 1
}
