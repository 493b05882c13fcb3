import { pendingStep } from '../domain/step'
import { ASKS_FOR_HOLDER, type OwedTask, type Task, type TaskKind } from '../domain/task'
import { CALL_CARDS } from '../telephone/call/cardsOwedByCall'
import { CALLBACK_DUE_FIELDS, firstOpenCallback } from './callbackDue'
import type { IntakeDocument } from './intakeDocument'
import { intakeModel } from './intakeModel'
import type { TaskDocument, TaskModel } from './taskModel'

/** Cards that go once they are owed no longer: those of a call, that of what was lacking in who was told, and those that ask for somebody who is to have an enquiry. */
const WITHDRAWN: readonly TaskKind[] = [...CALL_CARDS, 'nobody_to_wake', ...ASKS_FOR_HOLDER]

/** Why a card is done that nobody did: what was learnt since made another of it. */
const SUPERSEDED = 'superseded'

/** The cards that people must clear. */
export class TaskRepository {
  constructor(private readonly tasks: TaskModel) {}

  /**
   * Puts up the cards that an enquiry owes, and takes off those that it owes no longer. The id comes from
   * the duty itself, so a repeat changes nothing; what a person has closed stays closed.
   */
  async raise(intakeId: string, owed: readonly OwedTask[], now: Date): Promise<void> {
    if (owed.length > 0) {
      await this.tasks.bulkWrite(owed.flatMap((task) => [putUp(intakeId, task, now), putBack(intakeId, task)]))
    }
    await this.withdraw(intakeId, now)
    if (owed.some(({ kind }) => kind === 'callback')) await this.watchCallback(intakeId)
  }

  /** What is owed is read once the cards are up: a slow worker that put up a card withdrawn meanwhile takes it off itself. */
  private async withdraw(intakeId: string, now: Date): Promise<void> {
    const intake = await intakeModel(this.tasks.db).findById(intakeId, { owedTasks: 1 }).lean<Pick<IntakeDocument, 'owedTasks'>>()
    if (!intake) return
    const owed = intake.owedTasks.map((task) => taskId(intakeId, task))
    await this.tasks.updateMany(
      { intakeId, kind: { $in: [...WITHDRAWN] }, state: 'open', _id: { $nin: owed } },
      { $set: { state: 'done', doneAt: now, cause: SUPERSEDED } },
    )
  }

  /** From when a call-back is due, others are told until somebody takes it; a look too many does no harm. */
  private async watchCallback(intakeId: string): Promise<void> {
    const intakes = intakeModel(this.tasks.db)
    const found = await intakes.findById(intakeId, CALLBACK_DUE_FIELDS).lean<Pick<IntakeDocument, '_id' | 'triage' | 'history' | 'telephony'>>()
    const card = found && await firstOpenCallback(this.tasks, found)
    if (card) await intakes.updateOne({ _id: intakeId }, { $set: { 'steps.escalateCallback': pendingStep(card.dueAt) } })
  }

  async openOf(intakeId: string): Promise<Task[]> {
    const documents = await this.tasks.find({ intakeId, state: 'open' }).sort({ dueAt: 1 }).lean<TaskDocument[]>()
    return documents.map(toTask)
  }
}

export const taskId = (intakeId: string, { kind, dueAt, about }: OwedTask): string =>
  `${intakeId}-${kind}-${dueAt.getTime()}${about === undefined ? '' : `-${about}`}`

const putUp = (intakeId: string, task: OwedTask, now: Date) => ({
  updateOne: {
    filter: { _id: taskId(intakeId, task) },
    update: { $setOnInsert: { intakeId, kind: task.kind, state: 'open' as const, createdAt: now, dueAt: task.dueAt, ...(task.cause !== undefined && { cause: task.cause }) } },
    upsert: true,
  },
})

/** A card that was withdrawn and is owed again, such as a call-back whose number the caller declined and then keyed. */
const putBack = (intakeId: string, task: OwedTask) => ({
  updateOne: {
    filter: { _id: taskId(intakeId, task), state: 'done' as const, cause: SUPERSEDED },
    update: task.cause === undefined
      ? { $set: { state: 'open' as const }, $unset: { doneAt: '' as const, cause: '' as const } }
      : { $set: { state: 'open' as const, cause: task.cause }, $unset: { doneAt: '' as const } },
  },
})

const toTask = ({ _id, intakeId, kind, state, createdAt, dueAt, cause }: TaskDocument): Task =>
  Object.freeze({ id: _id, kind, state, createdAt, dueAt, ...(intakeId && { intakeId }), ...(cause && { cause }) })
