import type { Connection } from 'mongoose'
import type { TaskKind } from '../domain/task'
import type { LooseCard, LooseCards } from '../desk/ports'
import { type MailRowDocument, mailRowModel } from './mailRowModel'
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
      const rows = await rowsOf(connection, documents)
      const cards = documents.map((document) => toCard(document, rows.get(rowOfCard(document._id))))
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

type Row = Pick<MailRowDocument, '_id' | 'receivedAt' | 'firstMetAt' | 'replay'>

/** What is known of the held messages among these. */
async function rowsOf(connection: Connection, cards: readonly TaskDocument[]): Promise<ReadonlyMap<string | undefined, Row>> {
  const ids = cards.flatMap(({ _id }) => rowOfCard(_id) ?? [])
  if (ids.length === 0) return new Map()
  const rows = await mailRowModel(connection).find({ _id: { $in: ids } }, { receivedAt: 1, firstMetAt: 1, 'replay.state': 1 }).lean<Row[]>()
  return new Map(rows.map((row) => [row._id, row]))
}

const toCard = ({ _id: id, kind, cause, createdAt }: TaskDocument, row: Row | undefined): LooseCard =>
  Object.freeze({
    id, kind, since: createdAt,
    ...(cause && { cause }),
    ...(row && { firstMetAt: row.firstMetAt }),
    ...(row?.receivedAt && { receivedAt: row.receivedAt }),
    ...(row?.replay?.state === 'asked' && { isAskedFor: true }),
  })
