import type { Connection } from 'mongoose'
import { taskModel } from './taskModel'

/** Messages in quarantine that no person has dealt with yet. */
export interface HeldMail {
  readonly count: number
  /** Since when the oldest of them is held; absent when there is none. */
  readonly oldestSince?: Date
}

/** Counted from the index of open cards. @throws when the database does not answer */
export async function heldMail(connection: Connection): Promise<HeldMail> {
  const tasks = taskModel(connection)
  const held = { kind: 'quarantine', state: 'open' } as const
  const [count, oldest] = await Promise.all([
    tasks.countDocuments(held),
    tasks.findOne(held, { createdAt: 1 }).sort({ dueAt: 1 }).lean<{ createdAt: Date }>(),
  ])
  return { count, ...(oldest && { oldestSince: oldest.createdAt }) }
}
