import type { Connection } from 'mongoose'
import { systemClock } from '../domain/clock'
import { pendingStep } from '../domain/step'
import { TO_BE_TAKEN_OVER } from './acceptEnquiry'
import { OPEN_STATUSES } from './caseloads'
import { childModel } from './children/childModel'
import { intakeModel } from './intakeModel'
import { tellingModel } from './keptTellings'
import { legModel } from './legModel'
import { listDigestModel } from './listDigests'
import { ensureMailIndexes } from './mailIndexes'
import { mailRowModel } from './mailRowModel'
import { prepareCollection } from './prepareCollection'
import { StoredRecordings } from './recordingFiles'
import { staffModel } from './staffModel'
import { taskModel } from './taskModel'
import { viewAuditModel } from './viewAudit'

/**
 * Makes the collections and indexes that are missing; quick when none is.
 */
export async function prepareCollections(connection: Connection): Promise<void> {
  await Promise.all([
    prepareCollection(intakeModel(connection)), prepareCollection(taskModel(connection)), prepareCollection(staffModel(connection)),
    prepareCollection(mailRowModel(connection)), prepareCollection(viewAuditModel(connection)), prepareCollection(legModel(connection)), prepareCollection(tellingModel(connection)), prepareCollection(listDigestModel(connection)), prepareCollection(childModel(connection)),
    ensureMailIndexes(connection), StoredRecordings.ensureIndexes(connection),
  ])
  await startClocks(connection)
  await askToTakeOver(connection)
  await allocateWhatWasGivenUp(connection)
  await watchCallbacks(connection)
  await keepSecondsApart(connection)
}

/** Call-backs that are owed since before anybody was told of overdue ones. */
async function watchCallbacks(connection: Connection): Promise<void> {
  const owed = await taskModel(connection).distinct('intakeId', { kind: 'callback', state: 'open' })
  await intakeModel(connection).updateMany(
    { _id: { $in: owed }, 'steps.escalateCallback': { $exists: false } },
    { $set: { 'steps.escalateCallback': pendingStep(systemClock()) } },
  )
}

/** What waits since before there were clocks gets one. */
async function startClocks(connection: Connection): Promise<void> {
  await intakeModel(connection).updateMany(
    { status: { $in: ['received', 'triaged', 'allocated'] }, 'steps.escalate': { $exists: false } },
    { $set: { 'steps.escalate': pendingStep(systemClock()) } },
  )
}

/** What was accepted for somebody else since before they were asked to take it over: they are asked now. */
async function askToTakeOver(connection: Connection): Promise<void> {
  await intakeModel(connection).updateMany({ ...TO_BE_TAKEN_OVER, 'steps.escalate.dueAt': { $exists: false } }, { $set: { 'steps.escalate': pendingStep(systemClock()) } })
}

/** What an earlier release gave up allocating for a fault: it is tried again now, as what fails is. Its card stays until somebody has it. */
async function allocateWhatWasGivenUp(connection: Connection): Promise<void> {
  await intakeModel(connection).updateMany(
    { status: { $in: OPEN_STATUSES }, allocation: { $exists: false }, 'steps.allocate.state': 'failed' },
    { $set: { 'steps.allocate': pendingStep(systemClock()) } },
  )
}

/** Found by index: at each start almost always none. */
export const FORMER_OFFICERS = { 'secondProfessionals.role': { $exists: true } }

/** Officers who were called for while that was a list of roles: nobody was told, and somebody is now. */
async function keepSecondsApart(connection: Connection): Promise<void> {
  const now = systemClock()
  const part = { k: '$$this.role', v: { because: '$$this.because', since: now } }
  await intakeModel(connection).collection.updateMany(FORMER_OFFICERS, [
    {
      $set: {
        secondRoles: '$secondProfessionals.role',
        seconds: { $arrayToObject: { $map: { input: '$secondProfessionals', in: part } } },
        'steps.escalateSecond': { $literal: pendingStep(now) },
      },
    },
    { $unset: 'secondProfessionals' },
  ])
}
