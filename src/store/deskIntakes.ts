import type { Connection } from 'mongoose'
import { SERVICE } from '../../config/service'
import { priorityRank, type Priority } from '../domain/priority'
import { type SecondCall, secondsForUrgent } from '../domain/secondProfessionals'
import { pendingStep } from '../domain/step'
import type { Confirmation, Triage } from '../domain/triage'
import { type DeskIntakes, type HistoryEntry, type IntakeRecord, type PriorityDecision, READ_BY_A_PERSON } from '../desk/ports'
import { unreachable } from '../domain/unreachable'
import { acceptEnquiry } from './acceptEnquiry'
import { aroundCall } from './aroundCall'
import { aroundThread } from './aroundThread'
import { barredBeside, barredFrom, openAmong } from './barred'
import { changingWeight } from './keptLoads'
import { DeskQueue } from './deskQueue'
import type { HistoryDocument } from './documents/historyDocument'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import type { Sealer } from './seal'
import { secondsCalledByPerson, secondsCalledByPersonInPipeline } from './secondCalls'
import { taskModel } from './taskModel'
import { TaskRepository } from './taskRepository'
import { SEALED_FIELDS, toIntake } from './toIntake'
import { triageDocument } from './triageDocument'

/** What the desk reads and writes, on MongoDB. */
export function deskIntakes(connection: Connection, sealer: Sealer): DeskIntakes {
  const intakes = intakeModel(connection)
  const tasks = taskModel(connection)
  const cards = new TaskRepository(tasks)
  const queue = new DeskQueue(intakes, tasks)
  return {
    page: (query) => queue.page(query),
    counts: () => queue.counts(),

    async find(id): Promise<IntakeRecord | undefined> {
      const [document, openTasks] = await Promise.all([intakes.findById(id).lean<IntakeDocument>(), cards.openOf(id)])
      if (!document) return undefined
      const history = (document.history ?? []).map((entry) => toHistory(id, entry, sealer))
      const [around, thread, beside] = await Promise.all([aroundCall(connection, document), aroundThread(intakes, document, sealer), barredBeside(intakes, document)])
      return Object.freeze({ intake: toIntake(document, sealer), openTasks, history, barredBeside: beside, ...(around && { around }), ...(thread && { thread }) })
    },

    async idOf(reference) {
      return (await intakes.findOne({ reference }, { _id: 1 }).lean<{ _id: string }>())?._id
    },

    async isBarred(intakeId, staffId) {
      return (await barredFrom(intakes, intakeId)).has(staffId)
    },

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

const OPEN = { status: { $nin: ['rerouted' as const, 'closed' as const] } }

/** A decision on what the rules, or a person before, made of it; it stands only if nothing has changed since. */
async function decideOnReading(intakes: IntakeModel, decision: PriorityDecision, from: Priority, sealer: Sealer): Promise<boolean> {
  const { intakeId, priority, seen, confirmation } = decision
  const { $set: called, ...seconds } = secondsCalledByPerson(secondsOf(decision), confirmation.at)
  const { modifiedCount } = await intakes.updateOne(
    { _id: intakeId, ...OPEN, 'triage.priority': from, 'triage.confirmedAt': seen.confirmedAt ?? { $exists: false } },
    {
      $set: {
        'triage.priority': priority,
        'triage.confirmedBy': confirmation.by,
        'triage.confirmedByName': confirmation.byName,
        'triage.confirmedAt': confirmation.at,
        'triage.confirmReason': sealer.seal(intakeId, SEALED_FIELDS.confirmReason, confirmation.reason),
        queueRank: priorityRank(priority),
        'steps.escalate': pendingStep(confirmation.at),
        // A call-back that waited for the opening may be urgent now; where none is owed the step ends by itself.
        'steps.escalateCallback': pendingStep(confirmation.at),
        'steps.escalateSecond': pendingStep(confirmation.at),
        ...called,
        ...(decision.mayRelax && { 'escalation.mayRelax': true }),
      },
      $push: { history: historyEntry(decision, sealer) },
      ...seconds,
    },
  )
  return modifiedCount === 1
}

/**
 * A decision on what nothing has read, because the rules failed or are late. It ends their step, so that a worker that
 * is still reading loses its claim, and lets allocation begin. Where somebody has written something down, the step begins anew:
 * a note is read once, and may say more than they knew.
 */
async function setFirstPriority(intakes: IntakeModel, decision: PriorityDecision, sealer: Sealer): Promise<boolean> {
  const { intakeId, priority, confirmation } = decision
  const { modifiedCount } = await intakes.updateOne(
    { _id: intakeId, ...OPEN, triage: { $exists: false } },
    [
      {
        $set: {
          triage: { $literal: triageDocument(intakeId, readByPerson(priority, confirmation), sealer) },
          queueRank: priorityRank(priority),
          status: { $cond: [{ $eq: ['$status', 'received'] }, 'triaged', '$status'] },
          'steps.triage': { $cond: [HAS_A_NOTE, { $literal: pendingStep(confirmation.at) }, { state: 'done', attempts: '$steps.triage.attempts' }] },
          ...secondsCalledByPersonInPipeline(secondsOf(decision), confirmation.at),
          'steps.escalate': { $literal: pendingStep(confirmation.at) },
          'steps.allocate.dueAt': {
            $cond: [{ $eq: ['$steps.allocate.state', 'pending'] }, { $ifNull: ['$steps.allocate.dueAt', confirmation.at] }, '$steps.allocate.dueAt'],
          },
          history: { $concatArrays: [{ $ifNull: ['$history', []] }, [{ $literal: historyEntry(decision, sealer) }]] },
        },
      },
    ],
    { updatePipeline: true },
  )
  return modifiedCount === 1
}

const HAS_A_NOTE = { $in: ['note', { $ifNull: ['$history.kind', []] }] }

/** Whom the decision calls for: whoever makes it urgent says that there is danger. */
const secondsOf = ({ priority, seen }: PriorityDecision): readonly SecondCall[] =>
  (priority === 'urgent' && seen.priority !== 'urgent' ? secondsForUrgent(SERVICE.secondProfessionals) : [])

const readByPerson = (priority: Priority, confirmation: Confirmation): Triage => ({
  priority,
  proposedPriority: priority,
  category: 'other',
  indicators: [],
  signals: {},
  nation: 'unknown',
  reasons: [],
  rulesVersion: READ_BY_A_PERSON,
  at: confirmation.at,
  confirmedBy: confirmation,
})

const historyEntry = ({ intakeId, seen, priority, confirmation }: PriorityDecision, sealer: Sealer): HistoryDocument => ({
  kind: 'priority_confirmed',
  at: confirmation.at,
  by: confirmation.by,
  byName: confirmation.byName,
  ...(seen.priority && { from: seen.priority }),
  to: priority,
  reason: sealer.seal(intakeId, SEALED_FIELDS.historyReason, confirmation.reason),
})

function toHistory(intakeId: string, { kind, at, byName, from, to, reason, disposition, closes, other = '', otherId, link, category, outcome, outcomeName, hadBy, role, child }: HistoryDocument, sealer: Sealer): HistoryEntry {
  const words = reason ? sealer.unsealText(intakeId, SEALED_FIELDS.historyReason, reason) : ''
  switch (kind) {
    case 'accepted':
    case 'callback_taken':
      return { kind, at, byName }
    case 'note':
      return { kind, at, byName, note: words, ...(disposition && { disposition }), ...(closes && { closes }) }
    case 'priority_confirmed':
      return { kind, at, byName, ...(from && { from }), to: to!, reason: words }
    case 'joined':
    case 'suggestion_dismissed':
      return { kind, at, byName, other, ...(otherId !== undefined && { otherId }) }
    case 'join_taken_back':
    case 'link_taken_back':
      return { kind, at, byName, other, reason: words, ...(otherId !== undefined && { otherId }) }
    case 'linked':
      return { kind, at, byName, other, link: link!, ...(otherId !== undefined && { otherId }) }
    case 'given':
    case 'transfer_offered':
    case 'transfer_accepted':
    case 'transfer_refused':
    case 'transfer_expired':
    case 'covered':
    case 'cover_ended':
    case 'barred':
    case 'unbarred':
    case 'came_along':
    case 'given_back':
    case 'acceptance_ended':
      return { kind, at, byName, other, reason: words, ...(hadBy && { hadBy }) }
    case 'second_accepted':
    case 'second_named':
    case 'second_handed_back':
    case 'second_gone':
    case 'second_on_leave':
    case 'second_not_needed':
      return { kind, at, byName, other, role: role!, reason: words }
    case 'child_recorded':
    case 'child_chosen':
    case 'child_taken_off':
      return { kind, at, byName, child: child!, reason: words }
    case 'category_confirmed':
    case 'rerouted':
    case 'brought_back':
    case 'came_back':
    case 'route_taken':
    case 'closed':
      return { kind, at, byName, reason: words, ...(category && { category }), ...(outcome && { outcome }), ...(other && { other }), ...(hadBy && { hadBy }) }
    case 'ended':
    case 'reopened':
    case 'duplicate_of':
    case 'named_duplicate':
      return { kind, at, byName, reason: words, ...(outcomeName && { outcomeName }), ...(other && { other }), ...(otherId !== undefined && { otherId }) }
    default:
      return unreachable(kind)
  }
}
