import type { AcceptOutcome } from '../desk/ports'
import type { Acceptance } from '../domain/allocation'
import { bareCollection } from './bareCollection'
import { cannotAct } from './cannotAct'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import { takeAcceptancesBack } from './takeAcceptancesBack'
import type { TaskModel } from './taskModel'

interface Collections {
  readonly intakes: IntakeModel
  readonly tasks: TaskModel
}

const WRITTEN_SAFELY = { writeConcern: { w: 'majority', j: true } } as const

/**
 * A named person takes an enquiry on, on the desk or by telephone; of two at once one does. To whoever is barred from it, or from
 * another of its thread, and to whoever has no account in use any more, there is no such enquiry.
 * @param from how it may stand
 */
export async function acceptEnquiry({ intakes, tasks }: Collections, intakeId: string, acceptance: Acceptance, from: readonly IntakeDocument['status'][]): Promise<AcceptOutcome> {
  const { by, byName, at } = acceptance
  if (await isRefused(intakes, intakeId, acceptance)) return { kind: 'unknown' }
  const { modifiedCount } = await bareCollection(intakes).updateOne(
    { _id: intakeId, status: { $in: [...from] }, acceptance: { $exists: false }, 'barred.staffId': { $ne: by } },
    { $set: { acceptance, status: 'accepted' }, $push: { history: { kind: 'accepted', at, by, byName } } },
    WRITTEN_SAFELY,
  )
  // Neither another of its thread nor their account can be asked in the same write: a bar, or a closing, that is not seen now came after it.
  if (modifiedCount === 1 && await isRefused(intakes, intakeId, acceptance)) return { kind: 'unknown' }
  if (modifiedCount === 1) {
    // Somebody has it now. Were this write lost, the next look for a social worker would take the card off.
    await tasks.updateMany({ intakeId, kind: 'unallocated', state: 'open' }, { $set: { state: 'done', doneAt: at, doneBy: by } })
    return { kind: 'accepted' }
  }
  const standing = await intakes.findById(intakeId, { acceptance: 1 }).lean<Pick<IntakeDocument, 'acceptance'>>()
  if (!standing) return { kind: 'unknown' }
  return standing.acceptance ? { kind: 'taken', acceptance: standing.acceptance } : { kind: 'not_ready' }
}

/** Whether they cannot act on it; what they had accepted all the same, as where a process ended in between, is taken back. */
async function isRefused(intakes: IntakeModel, intakeId: string, { by, at }: Acceptance): Promise<boolean> {
  if (!(await cannotAct(intakes, intakeId, by))) return false
  await takeAcceptancesBack(intakes, { _id: intakeId }, [by], at)
  return true
}
