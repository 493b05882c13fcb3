import type { AcceptOutcome } from '../desk/ports'
import type { Acceptance } from '../domain/allocation'
import { pendingStep } from '../domain/step'
import { londonDay } from '../domain/workingDays'
import { bareCollection } from './bareCollection'
import { cannotAct } from './cannotAct'
import { closeGapCard } from './gapCard'
import { historyWith } from './historyWith'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import { closeLeaveCards } from './leaveCards'
import { takeAcceptancesBack } from './takeAcceptancesBack'
import type { TaskModel } from './taskModel'

interface Collections {
  readonly intakes: IntakeModel
  readonly tasks: TaskModel
}

/** Whoever has it is asked to take it over: src/domain/takeOver.ts, as the database asks. */
export const TO_BE_TAKEN_OVER = { status: 'accepted', allocation: { $exists: true }, $expr: { $ne: ['$acceptance.by', '$allocation.socialWorker'] } } as const

const WRITTEN_SAFELY = { writeConcern: { w: 'majority', j: true } } as const

/**
 * A named person takes an enquiry on, on the desk or by telephone; of two at once one does. To whoever is barred from it, or from
 * another of its thread, and to whoever has no account in use any more, there is no such enquiry. What somebody else accepted is taken over by
 * whoever has it.
 * @param from how it may stand
 */
export async function acceptEnquiry({ intakes, tasks }: Collections, intakeId: string, acceptance: Acceptance, from: readonly IntakeDocument['status'][]): Promise<AcceptOutcome> {
  const { by, byName, at } = acceptance
  if (await isRefused(intakes, intakeId, acceptance)) return { kind: 'unknown' }
  const { modifiedCount } = await bareCollection(intakes).updateOne(
    { _id: intakeId, status: { $in: [...from] }, acceptance: { $exists: false }, 'barred.staffId': { $ne: by } },
    // Its clock is looked at again: where another has it, they are asked to take it over.
    { $set: { acceptance, status: 'accepted', 'steps.escalate': pendingStep(at) }, $push: { history: { kind: 'accepted', at, by, byName } } },
    WRITTEN_SAFELY,
  )
  const isAccepted = modifiedCount === 1 || await isTakenOver(intakes, intakeId, acceptance)
  // Neither another of its thread nor their account can be asked in the same write: a bar, or a closing, that is not seen now came after it.
  if (isAccepted && await isRefused(intakes, intakeId, acceptance)) return { kind: 'unknown' }
  if (isAccepted) {
    await closeGapCard({ intakes, tasks }, intakeId, acceptance)
    // Somebody has it now: what is lacking still, the next look for a social worker says; where none comes any more, the card alone asks for one.
    if (!(await intakes.exists({ _id: intakeId, allocation: { $exists: false }, 'steps.allocate.state': 'failed' }))) {
      await tasks.updateMany({ intakeId, kind: 'unallocated', state: 'open' }, { $set: { state: 'done', doneAt: at, doneBy: by } })
    }
    await closeLeaveCards(intakes.db, londonDay(at), at, intakeId)
    return { kind: 'accepted' }
  }
  const standing = await intakes.findById(intakeId, { acceptance: 1 }).lean<Pick<IntakeDocument, 'acceptance'>>()
  if (!standing) return { kind: 'unknown' }
  return standing.acceptance ? { kind: 'taken', acceptance: standing.acceptance } : { kind: 'not_ready' }
}

/** Whether whoever had accepted it is followed by this one, who has it. */
async function isTakenOver(intakes: IntakeModel, intakeId: string, acceptance: Acceptance): Promise<boolean> {
  const { by, byName, at } = acceptance
  const line = { $mergeObjects: [{ $literal: { kind: 'accepted', at, by, byName } }, { hadBy: '$acceptance.byName' }] }
  const { modifiedCount } = await bareCollection(intakes).updateOne(
    { _id: intakeId, ...TO_BE_TAKEN_OVER, 'allocation.socialWorker': by, 'barred.staffId': { $ne: by } },
    [{ $set: { acceptance: { $literal: acceptance }, history: historyWith([line]) } }],
    WRITTEN_SAFELY,
  )
  return modifiedCount === 1
}

/** Whether they cannot act on it; what they had accepted all the same, as where a process ended in between, is taken back. */
async function isRefused(intakes: IntakeModel, intakeId: string, { by, at }: Acceptance): Promise<boolean> {
  if (!(await cannotAct(intakes, intakeId, by))) return false
  await takeAcceptancesBack(intakes, { _id: intakeId }, [by], at)
  return true
}
