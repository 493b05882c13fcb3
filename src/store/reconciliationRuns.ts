import type { Connection } from 'mongoose'
import type { ReconciliationRuns } from '../telephone/reconciliation/ports'

interface RunDocument {
  _id: string
  completedAt: Date
}

const ID = 'reconciliation'

/** Remembers the last completed run for all processes, so that the next looks back as far. */
export class StoredReconciliationRuns implements ReconciliationRuns {
  constructor(private readonly connection: Connection) {}

  async lastCompleted(): Promise<Date | undefined> {
    return (await this.runs.findOne({ _id: ID }))?.completedAt
  }

  async complete(at: Date): Promise<void> {
    await this.runs.updateOne({ _id: ID }, { $max: { completedAt: at } }, { upsert: true })
  }

  private get runs() {
    return this.connection.collection<RunDocument>('runs')
  }
}
