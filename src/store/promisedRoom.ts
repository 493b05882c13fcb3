import type { Connection } from 'mongoose'
import type { Clock } from '../domain/clock'
import { raiseCardIfAbsent } from './absentHolders'
import type { IntakeDocument } from './intakeDocument'
import { intakeModel } from './intakeModel'
import { FACTS_CHANGED } from './staffDuty'
import { type StaffDocument, staffModel } from './staffModel'

/** A pair that was written no longer ago than this is being settled by whoever wrote it (pairsToSettle.ts), in milliseconds. */
const BEING_SETTLED_MS = 5_000

/**
 * Frees room that a try which died had promised to an enquiry that owes no allocation any more: the try had written the
 * pair and not yet looked whether both are still there, or a person gave the enquiry to somebody, or closed it.
 */
export async function forgetPromises(connection: Connection, now: Clock): Promise<void> {
  const [staff, intakes] = [staffModel(connection), intakeModel(connection)]
  const holders = await staff.find({ 'promised.0': { $exists: true } }, { promised: 1 }).lean<Pick<StaffDocument, '_id' | 'promised'>[]>()
  const ids = holders.flatMap(({ promised }) => promised.map(({ intakeId }) => intakeId))
  if (ids.length === 0) return
  const over = await intakes
    .find({ _id: { $in: ids }, 'steps.allocate.state': { $in: ['done', 'failed'] } }, { allocation: 1 }).lean<Pick<IntakeDocument, '_id' | 'allocation'>[]>()
  const settledBy = new Date(now().getTime() - BEING_SETTLED_MS)
  for (const { _id, allocation } of over.filter((one) => !one.allocation || one.allocation.at <= settledBy)) {
    if (allocation) await raiseCardIfAbsent(connection, _id, [allocation.socialWorker, allocation.manager], now())
    await staff.updateMany({ 'promised.intakeId': _id }, { $pull: { promised: { intakeId: _id } }, ...FACTS_CHANGED })
  }
}
