import type { Connection } from 'mongoose'
import { SECOND_ROLES } from '../domain/secondProfessionals'
import { pendingStep } from '../domain/step'
import { barredFrom } from './barred'
import { OPEN_STATUSES } from './caseloads'
import { type IntakeModel, intakeModel } from './intakeModel'
import { lookAtOfficers } from './lookAtOfficers'
import { staffModel } from './staffModel'
import { takeAcceptancesBack } from './takeAcceptancesBack'

/** Who is not there, and why: their account is closed, or they have a conflict of interest in what they have, or in what belongs with it. */
interface Absence {
  readonly about: string
  readonly cause: 'disabled' | 'conflict'
}

/** The card that says that an enquiry's worker or manager is not there any more, once on each open one of these that they have. @returns how many */
export async function raiseHolderCards(intakes: IntakeModel, among: object, { about, cause }: Absence, at: Date): Promise<number> {
  const { modifiedCount } = await intakes.updateMany(
    {
      $and: [among, { $or: [{ 'allocation.socialWorker': about }, { 'allocation.manager': about }] }],
      status: { $in: OPEN_STATUSES }, owedTasks: { $not: { $elemMatch: { kind: 'holder_away', about } } },
    },
    { $push: { owedTasks: { kind: 'holder_away', dueAt: at, about, cause } }, $set: { 'steps.raiseTasks': pendingStep(at) } },
  )
  return modifiedCount
}

/** For an enquiry that was allocated to somebody whose account was closed in that moment, or who was barred from another of its thread: a card, once. */
export async function raiseCardIfAbsent(connection: Connection, intakeId: string, pair: readonly string[], at: Date): Promise<void> {
  const intakes = intakeModel(connection)
  const [gone, barred] = await Promise.all([staffModel(connection).distinct('_id', { _id: { $in: [...pair] }, active: false }), barredFrom(intakes, intakeId)])
  for (const about of gone) await raiseHolderCards(intakes, { _id: intakeId }, { about, cause: 'disabled' }, at)
  for (const about of pair.filter((one) => barred.has(one))) await raiseHolderCards(intakes, { _id: intakeId }, { about, cause: 'conflict' }, at)
}

/**
 * Whoever is gone leaves open work behind: each gets a card, once, what they had accepted waits anew to be accepted, and where they were on
 * it, or asked, as an officer others are told. Written after the account is closed, so that none is missed.
 */
export async function raiseCardsFor(connection: Connection, staffId: string, at: Date): Promise<number> {
  const intakes = intakeModel(connection)
  const raised = await raiseHolderCards(intakes, {}, { about: staffId, cause: 'disabled' }, at)
  await takeAcceptancesBack(intakes, {}, [staffId], at)
  const onIt = SECOND_ROLES.flatMap((role) => ['acceptance', 'asked'].map((as) => ({ secondRoles: role, [`seconds.${role}.${as}.by`]: staffId })))
  await lookAtOfficers(intakes, { $or: onIt }, at)
  return raised
}
