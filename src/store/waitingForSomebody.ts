import type { Clock } from '../domain/clock'
import type { IntakeModel } from './intakeModel'

/** What waits because nobody could take it is looked at again now; the change stream tells the workers at once. */
export async function freeWaiting(intakes: IntakeModel, now: Clock): Promise<void> {
  const at = now()
  await intakes.updateMany(
    { 'steps.allocate.dueAt': { $gt: at }, 'steps.allocate.state': 'pending', 'steps.allocate.nobodyFits': true },
    { $set: { 'steps.allocate.dueAt': at } },
  )
}
