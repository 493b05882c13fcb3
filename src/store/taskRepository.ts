import type { OwedTask, Task, TaskKind } from '../domain/task'
import type { TaskDocument, TaskModel } from './taskModel'

/** The cards that people must clear. */
export class TaskRepository {
  constructor(private readonly tasks: TaskModel) {}

  /** Puts up the cards that an enquiry owes. The id comes from the duty itself, so a repeat changes nothing. */
  async raise(intakeId: string, owed: readonly OwedTask[], now: Date): Promise<void> {
    if (owed.length === 0) return
    await this.tasks.bulkWrite(
      owed.map(({ kind, dueAt }) => ({
        updateOne: {
          filter: { _id: taskId(intakeId, kind, dueAt) },
          update: { $setOnInsert: { intakeId, kind, state: 'open' as const, createdAt: now, dueAt } },
          upsert: true,
        },
      })),
      { ordered: false },
    )
  }

  /** A card about something that could not become an enquiry; `key` names that thing, so a repeat changes nothing. */
  async raiseLoose(kind: TaskKind, key: string, cause: string, now: Date): Promise<void> {
    await this.tasks.updateOne(
      { _id: `${kind}-${key}` },
      { $setOnInsert: { kind, state: 'open', createdAt: now, dueAt: now, cause } },
      { upsert: true },
    )
  }

  /** The open cards, the soonest due first. */
  async open(limit: number): Promise<Task[]> {
    const documents = await this.tasks.find({ state: 'open' }).sort({ dueAt: 1 }).limit(limit).lean<TaskDocument[]>()
    return documents.map(toTask)
  }

  async openOf(intakeId: string): Promise<Task[]> {
    const documents = await this.tasks.find({ intakeId, state: 'open' }).sort({ dueAt: 1 }).lean<TaskDocument[]>()
    return documents.map(toTask)
  }
}

export const taskId = (intakeId: string, kind: TaskKind, dueAt: Date): string => `${intakeId}-${kind}-${dueAt.getTime()}`

const toTask = ({ _id, intakeId, kind, state, createdAt, dueAt, cause }: TaskDocument): Task =>
  Object.freeze({ id: _id, kind, state, createdAt, dueAt, ...(intakeId && { intakeId }), ...(cause && { cause }) })
