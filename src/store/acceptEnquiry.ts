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
  const { modifiedCount } = await bareCollection(intakes).updateOne(
    { _id: intakeId, status: { $in: [...from] }, acceptance: { $exists: false }, 'barred.staffId': { $ne: by } },
    { $set: { acceptance, status: 'accepted' }, $push: { history: { kind: 'accepted', at, by, byName } } },
    WRITTEN_SAFELY,
  )
  // Another of its thread cannot be asked in the same write. Asked once it is written: a bar that is not seen now came after it.
  if ((await barredFrom(intakes, intakeId)).has(by)) {
    if (modifiedCount === 1) await takeBack(intakes, intakeId, acceptance)
    return { kind: 'unknown' }
  }
  if (modifiedCount === 1) {
    // Somebody has it now. Were this write lost, the next look for a social worker would take the card off.
    await tasks.updateMany({ intakeId, kind: 'unallocated', state: 'open' }, { $set: { state: 'done', doneAt: at, doneBy: by } })
    return { kind: 'accepted' }
  }
  const standing = await intakes.findById(intakeId, { acceptance: 1 }).lean<Pick<IntakeDocument, 'acceptance'>>()
  if (!standing) return { kind: 'unknown' }
  return standing.acceptance ? { kind: 'taken', acceptance: standing.acceptance } : { kind: 'not_ready' }
}

/** It stands as before, as far as nobody has changed it since, and its clock, which may have ended at this, is looked at again. */
async function takeBack(intakes: IntakeModel, intakeId: string, { by, at }: Acceptance): Promise<void> {
  const isItsLine = { $and: [{ $eq: ['$$this.kind', 'accepted'] }, { $eq: ['$$this.by', { $literal: by }] }, { $eq: ['$$this.at', at] }] }
  const has = (field: string) => ({ $gt: [`$${field}`, null] })
  await bareCollection(intakes).updateOne(
    { _id: intakeId, status: 'accepted', 'acceptance.by': by, 'acceptance.at': at },
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
