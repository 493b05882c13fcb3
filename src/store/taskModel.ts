import { type Connection, type Model, Schema } from 'mongoose'
import type { TaskKind } from '../domain/task'

export interface TaskDocument {
  _id: string
  intakeId?: string
  kind: TaskKind
  state: 'open' | 'done'
  createdAt: Date
  dueAt: Date
  cause?: string
  /** Of gaps that close by themselves: where they were looked for. */
  group?: string
  /** Since when it was looked for and not found any more. */
  mendedAt?: Date | null
  doneAt?: Date
  doneBy?: string
  doneByName?: string
}

const schema = new Schema<TaskDocument>(
  {
    _id: { type: String, required: true },
    intakeId: String,
    kind: { type: String, required: true },
    state: { type: String, required: true },
    createdAt: { type: Date, required: true },
    dueAt: { type: Date, required: true },
    cause: String,
    group: String,
    mendedAt: Date,
    doneAt: Date,
    doneBy: String,
    doneByName: String,
  },
  { collection: 'tasks', versionKey: false },
)

schema.index({ state: 1, dueAt: 1 })
// The open cards of one kind, in the order in which they are due.
schema.index({ kind: 1, dueAt: 1 }, { partialFilterExpression: { state: 'open' } })
// An enquiry's open cards, and those of none (its place in the index is null), in their order.
schema.index({ intakeId: 1, state: 1, dueAt: 1 })

// Gaps of one group that are not known to be mended; partial, for most cards are no gaps.
schema.index({ group: 1, state: 1, mendedAt: 1 }, { partialFilterExpression: { group: { $exists: true } } })

export type TaskModel = Model<TaskDocument>

export const taskModel = (connection: Connection): TaskModel =>
  (connection.models['Task'] as TaskModel | undefined) ?? connection.model<TaskDocument>('Task', schema)
