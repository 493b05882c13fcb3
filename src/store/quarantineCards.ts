import { ignoreDuplicate } from './openSealer'
import type { TaskModel } from './taskModel'

/** The card of a held message: by its row, and by how often it was tried again, so that each failure has a fresh one. */
export const quarantineCardId = (rowId: string, replays = 0): string =>
  `quarantine-${rowId}${replays === 0 ? '' : replays.toString(16).padStart(4, '0')}`

/** The row that a card is about. */
export const rowOfCard = (cardId: string): string | undefined => /^quarantine-([0-9a-f]{64})([0-9a-f]{4})?$/.exec(cardId)?.[1]

export async function putUpQuarantineCard(tasks: TaskModel, _id: string, cause: string, at: Date): Promise<void> {
  const card = { kind: 'quarantine', state: 'open', createdAt: at, dueAt: at, cause } as const
  await tasks.updateOne({ _id }, { $setOnInsert: card }, { upsert: true }).catch(ignoreDuplicate)
}

/** Takes off the cards of one message, but for the one that stands now. */
export async function closeQuarantineCards(tasks: TaskModel, rowId: string, at: Date, standing?: string): Promise<void> {
  const ofRow = { $gte: `quarantine-${rowId}`, $lt: `quarantine-${rowId}g`, ...(standing !== undefined && { $ne: standing }) }
  await tasks.updateMany({ _id: ofRow, state: 'open' }, { $set: { state: 'done', doneAt: at } })
}
