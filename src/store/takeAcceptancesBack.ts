import { pendingStep } from '../domain/step'
import { bareCollection } from './bareCollection'
import type { IntakeModel } from './intakeModel'

/**
 * What these people had accepted is nobody's again: each of these enquiries stands as before somebody accepted it, says so in its history,
 * and waits anew, what is urgent at any hour and all else while the service is open. One write for each, so that whoever dies over it, or
 * does it at the same time as another, does nothing twice.
 * @param which of all that is accepted
 * @returns how many
 */
export async function takeAcceptancesBack(intakes: IntakeModel, which: object, from: readonly string[], at: Date): Promise<number> {
  if (from.length === 0) return 0
  const has = (field: string) => ({ $gt: [`$${field}`, null] })
  const line = { kind: 'acceptance_ended', at, by: '', byName: '', other: '$acceptance.byName' }
  const { modifiedCount } = await bareCollection(intakes).updateMany(
    { ...which, status: 'accepted', 'acceptance.by': { $in: [...from] } },
    [
      {
        $set: {
          status: { $switch: { branches: [{ case: has('allocation'), then: 'allocated' }, { case: has('triage'), then: 'triaged' }], default: 'received' } },
          'steps.escalate': { $literal: pendingStep(at) },
          // A call-back that is owed was theirs too; where none is the step ends by itself.
          'steps.escalateCallback': { $literal: pendingStep(at) },
          'escalation.restartAt': at,
          'escalation.anewSince': at,
          history: { $concatArrays: [{ $ifNull: ['$history', []] }, [line]] },
        },
      },
      { $unset: ['acceptance', 'escalation.hadBy'] },
    ],
    { writeConcern: { w: 'majority', j: true } },
  )
  return modifiedCount
}
