import type { Allocation } from '../domain/allocation'
import { OPEN_STATUSES } from './caseloads'
import { countAfresh } from './keptLoads'
import type { IntakeModel } from './intakeModel'

const OPEN = { status: { $in: OPEN_STATUSES } }

interface Heir {
  _id: string
  allocation: Pick<Allocation, 'socialWorker'>
}

/**
 * An enquiry that left for a list weighs nothing any more, for what somebody carries is counted from open enquiries alone.
 * What shared its place is still to be done: the earliest of it has the place from now on.
 * @param which of what shared it; all when absent
 */
export async function passWeightOn(intakes: IntakeModel, intakeId: string, at: Date, which: object = {}): Promise<void> {
  const [heir, ...others] = await intakes.find({ 'allocation.countedWith': intakeId, ...OPEN, ...which }, { 'allocation.socialWorker': 1 }).sort({ receivedAt: 1 }).lean<Heir[]>()
  if (!heir) return
  await countAfresh(intakes, [heir.allocation.socialWorker], at)
  await intakes.updateOne({ _id: heir._id }, { $unset: { 'allocation.countedWith': '' } })
  await intakes.updateMany({ _id: { $in: others.map(({ _id }) => _id) } }, { $set: { 'allocation.countedWith': heir._id } })
}

/** Back in the queue it has its place again, and what belongs to it and is with the same person shares that, so that none is counted twice. */
export async function carryAgain(intakes: IntakeModel, intakeId: string, { socialWorker, countedWith }: Allocation): Promise<void> {
  const withSame = { 'allocation.socialWorker': socialWorker, ...OPEN }
  if (countedWith === undefined) {
    await intakes.updateMany({ joinedTo: intakeId, ...withSame }, { $set: { 'allocation.countedWith': intakeId } })
  } else if (!(await intakes.exists({ _id: countedWith, ...withSame }))) {
    await intakes.updateOne({ _id: intakeId }, { $unset: { 'allocation.countedWith': '' } })
  }
}
