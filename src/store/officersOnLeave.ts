import type { Connection } from 'mongoose'
import { LeaveFailed } from '../allocation/handover/leaveFailed'
import type { Acceptance } from '../domain/allocation'
import { eachByItself } from '../domain/eachByItself'
import { hadBegun, leaveOn } from '../domain/leave'
import { SECOND_ROLES, type SecondRole } from '../domain/secondProfessionals'
import { pendingStep } from '../domain/step'
import type { Day } from '../domain/workingDays'
import { barredFrom } from './barred'
import { OPEN_STATUSES } from './caseloads'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { type StaffDocument, staffModel } from './staffModel'

type Officer = Pick<StaffDocument, '_id' | 'name' | 'role' | 'leave'>
type Held = Pick<IntakeDocument, '_id' | 'seconds'>

/**
 * What officers on leave were on is handed back: others are told anew, whoever covers the leave before all. One write for each, so that
 * whoever dies over it, or does it at the same time as another, does nothing twice. What they took on while on leave, they know of and keep.
 * @returns of how many
 * @throws PartlyDone once all were tried, when some failed, of LeaveFailed
 */
export async function handBackFromLeave(connection: Connection, today: Day, at: Date): Promise<number> {
  const intakes = intakeModel(connection)
  const onLeave = { $elemMatch: { from: { $lte: today }, to: { $gte: today } } }
  const officers = await staffModel(connection).find({ role: { $in: [...SECOND_ROLES] }, leave: onLeave }, { name: 1, role: 1, leave: 1 }).lean<Officer[]>()
  return eachByItself(officers, async (officer) => {
    const role = officer.role as SecondRole
    const leave = leaveOn(officer.leave ?? [], today)
    const cover = await coverOf(connection, officer, today)
    const second = `seconds.${role}`
    const held = await intakes.find({ secondRoles: role, status: { $in: OPEN_STATUSES }, [`${second}.acceptance.by`]: officer._id }, { [second]: 1 }).lean<Held[]>()
    return eachByItself(held, async ({ _id, seconds }) => {
      const { acceptance, handedBack = [] } = seconds?.[role] ?? {}
      if (!acceptance || !leave || hadBegun(leave, acceptance.at)) return 0
      const asked = cover && !handedBack.includes(cover._id) && !(await barredFrom(intakes, _id)).has(cover._id) ? { by: cover._id, byName: cover.name, at } : undefined
      return Number(await handBack(intakes, _id, { officer, role, acceptedAt: acceptance.at, asked, at }))
    })
  }, (error, { _id, leave = [] }) => new LeaveFailed(_id, leaveOn(leave, today)?.id ?? '', error))
}

/** Undefined where there is none, they are no such officer, or are on leave too. */
async function coverOf(connection: Connection, { role, leave = [] }: Officer, today: Day): Promise<Officer | undefined> {
  const coverId = leaveOn(leave, today)?.coverId
  if (coverId === undefined) return undefined
  const cover = await staffModel(connection).findOne({ _id: coverId, role, active: true }, { name: 1, role: 1, leave: 1 }).lean<Officer>()
  return cover && !leaveOn(cover.leave ?? [], today) ? cover : undefined
}

interface HandingBack {
  readonly officer: Officer
  readonly role: SecondRole
  readonly acceptedAt: Date
  /** Who is told first. */
  readonly asked: Acceptance | undefined
  readonly at: Date
}

async function handBack(intakes: IntakeModel, intakeId: string, { officer, role, acceptedAt, asked, at }: HandingBack): Promise<boolean> {
  const second = `seconds.${role}`
  const still = { [`${second}.acceptance.by`]: officer._id, [`${second}.acceptance.at`]: acceptedAt, ...(asked && mayBeAsked(second, asked.by)) }
  const { modifiedCount } = await intakes.updateOne({ _id: intakeId, status: { $in: OPEN_STATUSES }, ...still }, {
    $set: { [`${second}.awaitedSince`]: at, 'steps.escalateSecond': pendingStep(at), ...(asked && { [`${second}.asked`]: asked }) },
    $unset: Object.fromEntries(['acceptance', 'rung', 'nextAt', 'lookAt'].map((field) => [`${second}.${field}`, ''])),
    $push: { history: { kind: 'second_on_leave', role, at, by: '', byName: '', other: officer.name } },
  })
  return modifiedCount === 1
}

/** Barred in this moment, or handing it back, they are not asked; the next look asks nobody before the others. */
const mayBeAsked = (second: string, staffId: string) => ({ 'barred.staffId': { $ne: staffId }, [`${second}.handedBack`]: { $ne: staffId } })
