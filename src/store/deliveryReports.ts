import type { BounceCause } from '../domain/acknowledgement'
import { pendingStep } from '../domain/step'
import type { OwedTask } from '../domain/task'
import type { DeliveryReport } from '../email/reading/messageReading'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'

/** The state may change between two writes; never often. */
const TRIES = 3

/**
 * Writes what mail systems report into the acknowledgements that they name. A failure counts whatever we knew: it ends a
 * sending whose answer is still out, by taking its claim away, and one that was to be repeated.
 */
export async function noteDeliveryReport(intakes: IntakeModel, { acknowledgement: messageId, action, cause }: DeliveryReport, at: Date): Promise<void> {
  if (action === 'other') return
  // By id, for an update by anything else would go to every shard.
  const found = await intakes.findOne({ 'acknowledgement.messageId': messageId }, { _id: 1 }).lean<Pick<IntakeDocument, '_id'>>()
  if (!found) return
  const named = { _id: found._id, 'acknowledgement.messageId': messageId }
  if (action === 'delayed') {
    await intakes.updateOne({ ...named, 'acknowledgement.state': { $in: ['sending', 'sent', 'unknown'] } }, { $set: { 'acknowledgement.delayedAt': at } })
    return
  }
  for (let tries = 0; tries < TRIES; tries += 1) if (await noteBounce(intakes, named, cause ?? 'other', at)) return
}

/** @returns whether it stands, or nothing is to be noted */
async function noteBounce(intakes: IntakeModel, named: { _id: string }, cause: BounceCause, at: Date): Promise<boolean> {
  const card: OwedTask = { kind: 'acknowledgement_failed', dueAt: at, cause: 'bounced' }
  const bounced = {
    'acknowledgement.state': 'bounced' as const, 'acknowledgement.reason': 'bounced', 'acknowledgement.bounceCause': cause, 'acknowledgement.bouncedAt': at,
  }
  const ended = { $unset: { 'acknowledgement.token': '' as const, 'acknowledgement.dueAt': '' as const } }
  const going = await intakes.updateOne(
    { ...named, $or: [{ 'acknowledgement.state': { $in: ['pending', 'sending', 'sent'] } }, { 'acknowledgement.state': 'unknown', 'acknowledgement.dueAt': { $exists: true } }] },
    { $set: { ...bounced, 'steps.raiseTasks': pendingStep(at) }, ...ended, $push: { owedTasks: card } },
  )
  if (going.modifiedCount === 1) return true
  // In doubt for good: a person has its card already.
  const inDoubt = await intakes.updateOne({ ...named, 'acknowledgement.state': 'unknown', 'acknowledgement.dueAt': { $exists: false } }, { $set: bounced })
  if (inDoubt.modifiedCount === 1) return true
  return (await intakes.exists({ ...named, 'acknowledgement.state': { $in: ['bounced', 'failed', 'suppressed', 'not_due'] } })) !== null
}
