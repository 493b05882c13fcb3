import { NOBODY_FITS, type NobodyFits } from '../domain/allocation'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import type { TaskModel } from './taskModel'

interface Collections {
  readonly intakes: IntakeModel
  readonly tasks: TaskModel
}

interface Lacking {
  readonly why: NobodyFits
  readonly at: Date
  /** Whether the service is open then. */
  readonly isOpen: boolean
}

/**
 * Says that nobody can take an enquiry, and why, unless that was settled meanwhile. Whoever accepted it settles it for the night; once the service is open
 * it is still without a social worker and a manager.
 */
export async function raiseUnallocatedCard({ intakes, tasks }: Collections, intakeId: string, { why, at, isOpen }: Lacking): Promise<void> {
  // One card an enquiry, however often it is tried: its id says so. Should it not come to be, the next try makes it.
  if ((await settledBy(intakes, intakeId, isOpen)) === undefined) {
    // Put up again it waits from then: it was settled in between.
    const since = (field: string) => ({ $cond: [{ $eq: ['$state', 'open'] }, field, at] })
    await tasks.updateOne(
      { _id: cardOf(intakeId) },
      [
        { $set: { intakeId: { $literal: intakeId }, kind: 'unallocated', createdAt: since('$createdAt'), dueAt: since('$dueAt'), state: 'open', cause: why } },
        { $unset: ['doneAt', 'doneBy', 'doneByName'] },
      ],
      { upsert: true, updatePipeline: true },
    )
  }
  // Read once the card is up: whoever accepts or allocates from now on takes it off, and for whoever did before it is done here.
  const settled = await settledBy(intakes, intakeId, isOpen)
  if (settled) await takeUnallocatedCardOff(tasks, intakeId, settled, at)
}

/** What each of these lacks, as its card has it. */
export async function lacksOf(tasks: TaskModel, intakeIds: readonly string[]): Promise<ReadonlyMap<string, NobodyFits>> {
  const cards = await tasks.find({ _id: { $in: intakeIds.map(cardOf) }, state: 'open' }, { intakeId: 1, cause: 1 }).lean()
  return new Map(cards.flatMap(({ intakeId, cause }) => NOBODY_FITS.flatMap((why) => (intakeId !== undefined && why === cause ? [[intakeId, why] as const] : []))))
}

export async function takeUnallocatedCardOff(tasks: TaskModel, intakeId: string, cause: 'allocated' | 'accepted', at: Date): Promise<void> {
  await tasks.updateMany({ intakeId, kind: 'unallocated', state: 'open' }, { $set: { state: 'done', doneAt: at, cause } })
}

const cardOf = (intakeId: string): string => `${intakeId}-unallocated`

/** How nobody's lack matters any more. */
async function settledBy(intakes: IntakeModel, intakeId: string, isOpen: boolean): Promise<'allocated' | 'accepted' | undefined> {
  const found = await intakes.findById(intakeId, { allocation: 1, acceptance: 1 }).lean<Pick<IntakeDocument, 'allocation' | 'acceptance'>>()
  if (found?.allocation) return 'allocated'
  return found?.acceptance && !isOpen ? 'accepted' : undefined
}
