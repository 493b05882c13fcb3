import type { Connection } from 'mongoose'
import type { TaskKind } from '../domain/task'
import type { LooseCards } from '../desk/ports'
import { mailRowModel } from './mailRowModel'
import { rowOfCard } from './quarantineCards'
import { type TaskDocument, taskModel } from './taskModel'

/** Cards that belong to no enquiry. */
const LOOSE = { intakeId: { $exists: false } }

/** What the desk reads and writes of cards about things that could not become an enquiry. */
export function looseCards(connection: Connection): LooseCards {
  const tasks = taskModel(connection)
  return {
    async open(limit, kind) {
      const filter = { ...LOOSE, state: 'open' as const, ...(kind && { kind }) }
      const [documents, groups] = await Promise.all([
        tasks.find(filter).sort({ dueAt: 1 }).limit(limit).lean<TaskDocument[]>(),
        tasks.aggregate<{ _id: TaskKind; count: number }>([{ $match: filter }, { $group: { _id: '$kind', count: { $sum: 1 } } }, { $sort: { _id: 1 } }]),
      ])
      const askedFor = await askedForAmong(connection, documents)
      const cards = documents.map(({ _id: id, kind: cardKind, cause, createdAt }) =>
        Object.freeze({ id, kind: cardKind, since: createdAt, ...(cause && { cause }), ...(askedFor.has(rowOfCard(id)) && { isAskedFor: true }) }))
      return { cards, totals: groups.map(({ _id, count }) => ({ kind: _id, count })) }
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

async function askedForAmong(connection: Connection, cards: readonly TaskDocument[]): Promise<ReadonlySet<string | undefined>> {
  const ids = cards.flatMap(({ _id }) => rowOfCard(_id) ?? [])
  if (ids.length === 0) return new Set()
  const rows = await mailRowModel(connection).find({ _id: { $in: ids }, 'replay.state': 'asked' }, { _id: 1 }).lean<{ _id: string }[]>()
  return new Set(rows.map(({ _id }) => _id))
}
