import type { AcceptOutcome } from '../desk/ports'
import type { Acceptance } from '../domain/allocation'
import { pendingStep } from '../domain/step'
import { bareCollection } from './bareCollection'
import { barredFrom } from './barred'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import type { TaskModel } from './taskModel'

interface Collections {
  readonly intakes: IntakeModel
  readonly tasks: TaskModel
}

const WRITTEN_SAFELY = { writeConcern: { w: 'majority', j: true } } as const

/**
 * A named person takes an enquiry on, on the desk or by telephone; of two at once one does. To whoever is barred from it, or from
 * another of its thread, there is no such enquiry.
 * @param from how it may stand
 */
export async function acceptEnquiry({ intakes, tasks }: Collections, intakeId: string, acceptance: Acceptance, from: readonly IntakeDocument['status'][]): Promise<AcceptOutcome> {
  const { by, byName, at } = acceptance
  if (await isBarred(intakes, intakeId, acceptance)) return { kind: 'unknown' }
  const { modifiedCount } = await bareCollection(intakes).updateOne(
    { _id: intakeId, status: { $in: [...from] }, acceptance: { $exists: false }, 'barred.staffId': { $ne: by } },
    { $set: { acceptance, status: 'accepted' }, $push: { history: { kind: 'accepted', at, by, byName } } },
    WRITTEN_SAFELY,
  )
  // Another of its thread cannot be asked in the same write: a bar that is not seen now came after it.
  if (modifiedCount === 1 && await isBarred(intakes, intakeId, acceptance)) return { kind: 'unknown' }
  if (modifiedCount === 1) {
    // Somebody has it now. Were this write lost, the next look for a social worker would take the card off.
    await tasks.updateMany({ intakeId, kind: 'unallocated', state: 'open' }, { $set: { state: 'done', doneAt: at, doneBy: by } })
    return { kind: 'accepted' }
  }
  const standing = await intakes.findById(intakeId, { acceptance: 1 }).lean<Pick<IntakeDocument, 'acceptance'>>()
  if (!standing) return { kind: 'unknown' }
  return standing.acceptance ? { kind: 'taken', acceptance: standing.acceptance } : { kind: 'not_ready' }
}

/** Whether they are barred from it or from another of its thread; what they had accepted all the same, as where a process ended in between, is taken back. */
async function isBarred(intakes: IntakeModel, intakeId: string, { by, at }: Acceptance): Promise<boolean> {
  if (!(await barredFrom(intakes, intakeId)).has(by)) return false
  await takeAcceptanceBack(intakes, { _id: intakeId }, { by, at })
  return true
}

/**
 * What somebody had accepted who is barred from it stands as before, as far as nobody has changed it since, and its clock, which may have
 * ended at that, is looked at again.
 */
export async function takeAcceptanceBack(intakes: IntakeModel, which: object, { by, at }: Pick<Acceptance, 'by' | 'at'>): Promise<void> {
  const isItsLine = { $and: [{ $eq: ['$$this.kind', 'accepted'] }, { $eq: ['$$this.by', { $literal: by }] }, { $eq: ['$$this.at', '$acceptance.at'] }] }
  const has = (field: string) => ({ $gt: [`$${field}`, null] })
  await bareCollection(intakes).updateMany(
    { ...which, status: 'accepted', 'acceptance.by': by },
    [
      {
        $set: {
          status: { $switch: { branches: [{ case: has('allocation'), then: 'allocated' }, { case: has('triage'), then: 'triaged' }], default: 'received' } },
          'steps.escalate': { $literal: pendingStep(at) },
          history: { $filter: { input: '$history', cond: { $not: isItsLine } } },
        },
      },
      { $unset: ['acceptance'] },
    ],
    WRITTEN_SAFELY,
  )
}
