import type { Connection } from 'mongoose'
import { intakeModel } from './intakeModel'
import { type StaffDocument, staffModel } from './staffModel'

/** Frees room that a try which died had promised to an enquiry that owes no allocation any more: a person gave it, or closed it. */
export async function forgetPromises(connection: Connection): Promise<void> {
  const [staff, intakes] = [staffModel(connection), intakeModel(connection)]
  const holders = await staff.find({ 'promised.0': { $exists: true } }, { promised: 1 }).lean<Pick<StaffDocument, '_id' | 'promised'>[]>()
  const ids = holders.flatMap(({ promised }) => promised.map(({ intakeId }) => intakeId))
  if (ids.length === 0) return
  const over = await intakes.find({ _id: { $in: ids }, 'steps.allocate.state': { $in: ['done', 'failed'] } }, { _id: 1 }).lean<{ _id: string }[]>()
  const intakeIds = over.map(({ _id }) => _id)
  await staff.updateMany({ 'promised.intakeId': { $in: intakeIds } }, { $pull: { promised: { intakeId: { $in: intakeIds } } } })
}
