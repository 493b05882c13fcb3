import type { Connection } from 'mongoose'
import type { DeskIntakes, IntakeRecord } from '../desk/ports'
import { acceptEnquiry } from './acceptEnquiry'
import { aroundCall } from './aroundCall'
import { aroundThread } from './aroundThread'
import { barredBeside, barredFrom, closedTo, openAmong } from './barred'
import { DeskQueue } from './deskQueue'
import type { IntakeDocument } from './intakeDocument'
import { intakeModel } from './intakeModel'
import { changingWeight } from './keptLoads'
import { decideOnReading, setFirstPriority } from './priorityDecisions'
import type { Sealer } from './seal'
import { stampOf } from './stampOf'
import { taskModel } from './taskModel'
import { TaskRepository } from './taskRepository'
import { toHistory } from './toHistory'
import { toIntake } from './toIntake'

/** What the desk reads and writes, on MongoDB. */
export function deskIntakes(connection: Connection, sealer: Sealer): DeskIntakes {
  const intakes = intakeModel(connection)
  const tasks = taskModel(connection)
  const cards = new TaskRepository(tasks)
  const queue = new DeskQueue(intakes, tasks)
  return {
    page: (query) => queue.page(query),
    toTakeOver: (query) => queue.toTakeOver(query),
    leftUndone: (query) => queue.leftUndone(query),
    urgentOffers: (query) => queue.urgentOffers(query),
    counts: async (staffId) => queue.counts(staffId),

    async find(id): Promise<IntakeRecord | undefined> {
      const [document, openTasks] = await Promise.all([intakes.findById(id).lean<IntakeDocument>(), cards.openOf(id)])
      if (!document) return undefined
      const history = (document.history ?? []).map((entry) => toHistory(id, entry, sealer))
      const [around, thread, beside] = await Promise.all([aroundCall(connection, document), aroundThread(intakes, document, sealer), barredBeside(intakes, document)])
      return Object.freeze({ intake: toIntake(document, sealer), openTasks, history, barredBeside: beside, ...(around && { around }), ...(thread && { thread }) })
    },

    stampOf: async (id) => stampOf(intakes, id),

    async idOf(reference) {
      return (await intakes.findOne({ reference }, { _id: 1 }).lean<{ _id: string }>())?._id
    },

    async isBarred(intakeId, staffId) {
      return (await barredFrom(intakes, intakeId)).has(staffId)
    },

    closedTo: async (staffId) => new Set((await closedTo(intakes, staffId)).map(({ _id }) => _id)),

    openAmong: async (intakeIds, staffId) => openAmong(intakes, intakeIds, staffId),

    async confirmPriority(decision) {
      const { intakeId, seen: { priority } } = decision
      const saved = await changingWeight({ intakes, now: () => decision.confirmation.at }, intakeId, async () =>
        (priority === undefined ? setFirstPriority(intakes, decision, sealer) : decideOnReading(intakes, decision, priority, sealer)))
      if (!saved) return 'overtaken'
      // A person has read it now. Were this write lost, the card would stay, which costs a look and hides nothing.
      const { by, at } = decision.confirmation
      await tasks.updateMany({ intakeId, kind: 'triage_failed', state: 'open' }, { $set: { state: 'done', doneAt: at, doneBy: by } })
      return 'confirmed'
    },

    accept: async (intakeId, acceptance) => acceptEnquiry({ intakes, tasks }, intakeId, acceptance, ['triaged', 'allocated']),
  }
}
