import { createHash } from 'node:crypto'
import type { Connection } from 'mongoose'
import { ignoreDuplicate } from './openSealer'
import { type TaskModel, taskModel } from './taskModel'

export interface GapToShow {
  /** What makes it the same gap when it is found again. */
  readonly key: readonly (string | number)[]
  /** A code, and what it is about after a colon. */
  readonly cause: string
  /** Gaps of one group are closed by themselves once they are not found any more; without one, a person closes the card. */
  readonly group?: string
}

/** Cards for what our records and the world disagree about, where there is no enquiry to hang them on. */
export class GapCards {
  private readonly tasks: TaskModel

  constructor(connection: Connection) {
    this.tasks = taskModel(connection)
  }

  /** Once for each gap: one that a person closed stays closed, until it was mended and is there again. @returns whether it is new */
  async raise({ key, cause, group }: GapToShow, { at, dueAt }: { readonly at: Date; readonly dueAt: Date }): Promise<boolean> {
    const _id = gapCardId(key)
    const card = { kind: 'reconcile_gap', state: 'open', createdAt: at, dueAt, cause, ...(group !== undefined && { group }) } as const
    const made = await this.tasks.updateOne({ _id }, { $setOnInsert: card }, { upsert: true }).catch(ignoreDuplicate)
    if (made?.upsertedCount === 1) return true
    const again = await this.tasks.updateOne(
      { _id, state: 'done', $or: [{ mendedAt: { $exists: true } }, { doneBy: { $exists: false } }] },
      { $set: { state: 'open', createdAt: at, dueAt }, $unset: { doneAt: '', doneBy: '', doneByName: '', mendedAt: '' } },
    )
    return again.modifiedCount === 1
  }

  /** @param found the keys of the group's gaps that are there still. @returns how many were mended */
  async closeMended(group: string, found: readonly GapToShow['key'][], at: Date): Promise<number> {
    const absent = { kind: 'reconcile_gap', group, _id: { $nin: found.map(gapCardId) } } as const
    const closed = await this.tasks.updateMany({ ...absent, state: 'open' }, { $set: { state: 'done', doneAt: at, mendedAt: at } })
    // Those that a person had closed before: from now on the same gap is a new one.
    await this.tasks.updateMany({ ...absent, state: 'done', mendedAt: null }, { $set: { mendedAt: at } })
    return closed.modifiedCount
  }
}

const gapCardId = (key: GapToShow['key']): string => `reconcile_gap-${createHash('sha256').update(JSON.stringify(key)).digest('hex')}`
