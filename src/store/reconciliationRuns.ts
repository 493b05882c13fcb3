import type { Connection } from 'mongoose'
import type { FailingItem, GapItem, ReconciliationRuns } from '../telephone/reconciliation/ports'
import { taskModel } from './taskModel'

interface RunDocument {
  _id: string
  completedAt?: Date
  failing?: FailingItem[]
}

const ID = 'reconciliation'

/** Remembers the last completed run for all processes, so that the next looks back as far, and what keeps failing. */
export class StoredReconciliationRuns implements ReconciliationRuns {
  constructor(private readonly connection: Connection) {}

  async lastCompleted(): Promise<Date | undefined> {
    return (await this.runs.findOne({ _id: ID }))?.completedAt
  }

  async complete(at: Date): Promise<void> {
    await this.runs.updateOne({ _id: ID }, { $max: { completedAt: at } }, { upsert: true })
  }

  async failing(): Promise<readonly FailingItem[]> {
    return (await this.runs.findOne({ _id: ID }))?.failing ?? []
  }

  async keepFailing(items: readonly FailingItem[]): Promise<void> {
    await this.runs.updateOne({ _id: ID }, { $set: { failing: [...items] } }, { upsert: true })
  }

  async alarm({ kind, sid }: GapItem, { at, dueAt }: { readonly at: Date; readonly dueAt: Date }): Promise<void> {
    const card = { kind: 'reconcile_gap', state: 'open', createdAt: at, dueAt, cause: `${kind}_not_taken:${sid}` } as const
    await taskModel(this.connection).updateOne({ _id: `reconcile_gap-${kind}-${sid}` }, { $setOnInsert: card }, { upsert: true })
  }

  private get runs() {
    return this.connection.collection<RunDocument>('runs')
  }
}
