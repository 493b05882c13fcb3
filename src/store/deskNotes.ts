import type { Connection } from 'mongoose'
import { pendingStep } from '../domain/step'
import type { CallNote, ClosedCard, DeskNotes, WrittenNote } from '../desk/callPorts'
import type { HistoryDocument } from './documents/historyDocument'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import type { Sealer } from './seal'
import { type TaskModel, taskModel } from './taskModel'
import { taskId } from './taskRepository'
import { SEALED_FIELDS } from './toIntake'

/**
 * Notes go into the enquiry's history, and the history decides who closed a card: the note is written first and the card
 * taken off afterwards. Were the second write lost, the card would stay open, and whoever tries to close it takes it off.
 */
export function deskNotes(connection: Connection, sealer: Sealer): DeskNotes {
  const intakes = intakeModel(connection)
  const tasks = taskModel(connection)
  const entryOf = ({ intakeId, note, by, byName, at }: WrittenNote): HistoryDocument =>
    ({ kind: 'note', at, by, byName, reason: sealer.seal(intakeId, SEALED_FIELDS.historyReason, note) })
  return {
    async add(note) {
      const { matchedCount } = await intakes.updateOne({ _id: note.intakeId }, { $push: { history: entryOf(note) }, ...readAnew(note.at) })
      return matchedCount === 1 ? 'added' : 'unknown'
    },

    async closeCard({ card, ...note }) {
      const saved = await pushClosing(intakes, note.intakeId, card, { $push: { history: { ...entryOf(note), closes: card } }, ...readAnew(note.at) })
      await takeOff(intakes, tasks, note.intakeId, card)
      return saved ? 'closed' : 'closed_before'
    },

    async writeUp(note) {
      const { intakeId, card, disposition } = note
      const agreed = disposition === 'call_back_agreed'
      const owed = agreed && !(await hasOpenCallback(tasks, intakeId)) ? callbackOwed(note) : undefined
      const spoke = disposition !== 'no_conversation'
      const legId = await rungBackBy(intakes, note)
      const saved = await pushClosing(intakes, intakeId, card, {
        $set: { 'telephony.disposition': disposition, ...(legId !== undefined && { [SPOKE_OF_LEG]: spoke }), ...readAnew(note.at).$set, ...owed?.set },
        $push: { history: { ...entryOf(note), disposition, closes: card }, ...owed?.push },
      }, legId)
      await takeOff(intakes, tasks, intakeId, card)
      if (!saved) return 'closed_before'
      if (spoke && !agreed) await closeCallback(tasks, note)
      return 'closed'
    },
  }
}

/**
 * New words may tell of danger, and of a child of whom others told before. Whoever is reading the enquiry at this moment loses
 * their claim by it, and what was just written is read by the next.
 */
const readAnew = (at: Date) => ({ $set: { 'steps.triage': pendingStep(at), 'steps.link': pendingStep(at) } })

/** One write, on the condition that nobody has closed this card. */
async function pushClosing(intakes: IntakeModel, intakeId: string, card: ClosedCard, change: object, legId?: string): Promise<boolean> {
  const only = legId === undefined ? {} : { arrayFilters: [{ 'attempt.legId': legId }] }
  const { modifiedCount } = await intakes.updateOne({ _id: intakeId, 'history.closes.id': { $ne: card.id } }, change, only)
  return modifiedCount === 1
}

const SPOKE_OF_LEG = 'telephony.callbackAttempts.$[attempt].spoke'

/** The leg of the call-back that this note is about; undefined for the note of the caller's own call. */
async function rungBackBy(intakes: IntakeModel, { intakeId, card }: CallNote): Promise<string | undefined> {
  const found = await intakes.findById(intakeId, { 'telephony.callbackAttempts': 1 }).lean<Pick<IntakeDocument, 'telephony'>>()
  const attempts = found?.telephony?.callbackAttempts ?? []
  return attempts.find(({ noteDueAt }) => noteDueAt && taskId(intakeId, { kind: 'wrap_up', dueAt: noteDueAt }) === card.id)?.legId
}

/** In the name of whoever the history says closed it. */
async function takeOff(intakes: IntakeModel, tasks: TaskModel, intakeId: string, card: ClosedCard): Promise<void> {
  const found = await intakes.findById(intakeId, { history: 1 }).lean<Pick<IntakeDocument, 'history'>>()
  const closing = found?.history?.find(({ closes }) => closes?.id === card.id)
  if (!closing) return
  await tasks.updateOne(
    { _id: card.id, intakeId, state: 'open' },
    { $set: { state: 'done', doneAt: closing.at, doneBy: closing.by, doneByName: closing.byName } },
  )
}

const hasOpenCallback = async (tasks: TaskModel, intakeId: string): Promise<boolean> =>
  (await tasks.countDocuments({ intakeId, state: 'open', kind: 'callback' }, { limit: 1 })) > 0

const callbackOwed = ({ at, callbackDueAt }: CallNote) => ({
  set: { 'steps.raiseTasks': pendingStep(at) },
  push: { owedTasks: { kind: 'callback' as const, dueAt: callbackDueAt } },
})

/** They spoke: a call-back that was asked for is made, or needed no longer. */
async function closeCallback(tasks: TaskModel, { intakeId, by, byName, at }: CallNote): Promise<void> {
  await tasks.updateMany(
    { intakeId, state: 'open', kind: 'callback' },
    { $set: { state: 'done', doneAt: at, doneBy: by, doneByName: byName } },
  )
}
