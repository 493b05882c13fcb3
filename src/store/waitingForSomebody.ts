import { SERVICE } from '../../config/service'
import type { Clock } from '../domain/clock'
import type { StepDocument } from './documents/stepDocument'
import type { IntakeModel } from './intakeModel'

/**
 * What waits because nobody could take it is looked at again now; the change stream tells the workers at once. What keeps
 * failing keeps its pause: who is there changes nothing for it, and it may be what ends every process. A try of it that
 * is under way stands there as such a pause, and is not handed to a second process either.
 */
export async function freeWaiting(intakes: IntakeModel, now: Clock): Promise<void> {
  const at = now()
  await intakes.updateMany(
    { ...waitingForSomebody(at), 'steps.allocate.attempts': { $lt: SERVICE.stepAttempts } },
    { $set: { 'steps.allocate.dueAt': at } },
  )
}

/** Of what allocation waits only because nobody could take it, and is not about to look again. */
export const waitingForSomebody = (at: Date) => ({ 'steps.allocate.dueAt': { $gt: at }, 'steps.allocate.state': 'pending' as const, 'steps.allocate.nobodyFits': true as const })

/** Whether allocation waits only because nobody could take it, and is not about to look again: somebody may be there by now. */
export const waitsForSomebody = (allocate: StepDocument | undefined, at: Date): boolean =>
  allocate?.nobodyFits === true && allocate.state === 'pending' && allocate.dueAt !== undefined && allocate.dueAt > at

/**
 * The clock of what nobody can take, and nobody was told of, is looked at now rather than when a reminder is due. What
 * presses is told of soon, and so is what no manager could be told of a moment ago.
 */
export async function lookWhomToTell(intakes: IntakeModel, intakeId: string, at: Date): Promise<void> {
  await intakes.updateOne(
    {
      _id: intakeId, 'steps.escalate.state': 'pending', 'steps.escalate.dueAt': { $gt: at },
      'escalation.manner': 'ordinary', 'escalation.rung': { $exists: false }, 'escalation.nextAt': { $not: { $gt: at } },
    },
    { $set: { 'steps.escalate.dueAt': at } },
  )
}
