import type { Connection } from 'mongoose'
import type { TaskKind } from '../domain/task'
import type { LooseCards } from '../desk/ports'
import { type TaskDocument, taskModel } from './taskModel'

/** Cards that belong to no enquiry. */
const LOOSE = { intakeId: { $exists: false } }

/** What the desk reads and writes of cards about things that could not become an enquiry. */
export function looseCards(connection: Connection): LooseCards {
  const tasks = taskModel(connection)
  return {
    async open(limit) {
      const filter = { ...LOOSE, state: 'open' as const }
      const [documents, groups] = await Promise.all([
        tasks.find(filter).sort({ dueAt: 1 }).limit(limit).lean<TaskDocument[]>(),
        tasks.aggregate<{ _id: TaskKind; count: number }>([{ $match: filter }, { $group: { _id: '$kind', count: { $sum: 1 } } }, { $sort: { _id: 1 } }]),
      ])
      const cards = documents.map(({ _id: id, kind, cause, createdAt }) => Object.freeze({ id, kind, since: createdAt, ...(cause && { cause }) }))
      return { cards, totals: groups.map(({ _id: kind, count }) => ({ kind, count })) }
    },

    async clear(id, { by, byName, at }) {
      const { modifiedCount } = await tasks.updateOne(
        { ...LOOSE, _id: id, state: 'open' },
        { $set: { state: 'done', doneAt: at, doneBy: by, doneByName: byName } },
      )
      if (modifiedCount === 1) return 'cleared'
      return (await tasks.exists({ ...LOOSE, _id: id })) ? 'cleared_before' : 'unknown'
    },
  }
}
