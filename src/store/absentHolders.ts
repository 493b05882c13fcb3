import type { Connection } from 'mongoose'
import { SECOND_ROLES } from '../domain/secondProfessionals'
import { pendingStep } from '../domain/step'
import { OPEN_STATUSES } from './caseloads'
import { intakeModel } from './intakeModel'
import { lookAtOfficers } from './lookAtOfficers'
import { staffModel } from './staffModel'
import { takeAcceptancesBack } from './takeAcceptancesBack'

/** The card that says that an enquiry's worker or manager is not there any more; `about` is the person. */
const owed = (staffId: string, at: Date) => ({ kind: 'holder_away' as const, dueAt: at, about: staffId, cause: 'disabled' })

/** The change that owes it, to be written with whatever else is. */
const owing = (staffId: string, at: Date) => ({ $push: { owedTasks: owed(staffId, at) }, $set: { 'steps.raiseTasks': pendingStep(at) } })

/** For an enquiry that was allocated to somebody whose account was closed in that moment: a card, once. */
export async function raiseCardIfAbsent(connection: Connection, intakeId: string, pair: readonly string[], at: Date): Promise<void> {
  const gone = await staffModel(connection).findOne({ _id: { $in: [...pair] }, active: false }, { _id: 1 }).lean<{ _id: string }>()
  if (gone) await intakeModel(connection).updateOne({ _id: intakeId, owedTasks: { $not: { $elemMatch: { kind: 'holder_away', about: gone._id } } } }, owing(gone._id, at))
}

/**
 * Whoever is gone leaves open work behind: each gets a card, once, what they had accepted waits anew to be accepted, and where they were on
 * it as an officer others are told. Written after the account is closed, so that none is missed.
 */
export async function raiseCardsFor(connection: Connection, staffId: string, at: Date): Promise<number> {
  const { modifiedCount } = await intakeModel(connection).updateMany(
    {
      $or: [{ 'allocation.socialWorker': staffId }, { 'allocation.manager': staffId }],
      status: { $in: OPEN_STATUSES }, owedTasks: { $not: { $elemMatch: { kind: 'holder_away', about: staffId } } },
    },
    owing(staffId, at),
  )
  await takeAcceptancesBack(intakeModel(connection), {}, [staffId], at)
  const onIt = SECOND_ROLES.map((role) => ({ secondRoles: role, [`seconds.${role}.acceptance.by`]: staffId }))
  await lookAtOfficers(intakeModel(connection), { $or: onIt }, at)
  return modifiedCount
}
