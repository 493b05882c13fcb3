import type { Connection } from 'mongoose'
import type { CallbackEntry, DeskCallbacks } from '../desk/callPorts'
import { closedTo } from './barred'
import { callbackToNote } from '../domain/telephony'
import { isUrgent } from '../domain/urgency'
import type { TelephonyDocument } from './documents/telephonyDocument'
import type { IntakeDocument } from './intakeDocument'
import { intakeModel } from './intakeModel'
import { type TaskDocument, taskModel } from './taskModel'

/** What a line shows, and nothing that is sealed. */
const LINE = {
  reference: 1, receivedAt: 1, demonstration: 1, 'acceptance.by': 1, 'acceptance.byName': 1, 'telephony.urgentAt': 1, 'telephony.queuedAt': 1,
  'telephony.language': 1, 'telephony.callback.safe': 1, 'telephony.callback.time': 1, 'telephony.callbackWanted.name': 1, 'telephony.callbackAttempts': 1,
  'callbackEscalation.taken': 1, 'callbackEscalation.tellings.name': 1, 'callbackEscalation.tellings.at': 1, joinedTo: 1, 'triage.priority': 1,
} as const

type Line = Pick<IntakeDocument, '_id' | 'reference' | 'receivedAt' | 'demonstration' | 'acceptance' | 'callbackEscalation' | 'joinedTo' | 'triage'> & {
  telephony?: Pick<TelephonyDocument, 'urgentAt' | 'queuedAt' | 'language' | 'callback' | 'callbackWanted' | 'callbackAttempts'>
}

/** Callers who are to be rung back: those whose card is open. */
export function deskCallbacks(connection: Connection): DeskCallbacks {
  const tasks = taskModel(connection)
  const intakes = intakeModel(connection)
  return {
    async due({ limit, staffId }) {
      const closed = await closedTo(intakes, staffId)
      const open = { kind: 'callback' as const, state: 'open' as const, intakeId: { $exists: true, $nin: closed.map(({ _id }) => _id) } }
      const [cards, total] = await Promise.all([
        tasks.find(open, { intakeId: 1, dueAt: 1 }).sort({ dueAt: 1 }).limit(limit).lean<TaskDocument[]>(),
        tasks.countDocuments(open),
      ])
      const dueAt = new Map(cards.map((card) => [card.intakeId!, card.dueAt]))
      const found = await intakes.find({ _id: { $in: [...dueAt.keys()] } }, LINE).lean<Line[]>()
      return { entries: found.map((line) => toEntry(line, dueAt.get(line._id)!)).toSorted(byDue), total }
    },

    async take(intakeId, by, seenTakenAt) {
      const { modifiedCount } = await intakes.updateOne(
        { _id: intakeId, 'callbackEscalation.taken.at': seenTakenAt ?? { $exists: false }, 'telephony.callbackWanted': { $exists: false } } as object,
        { $set: { 'callbackEscalation.taken': by }, $push: { history: { kind: 'callback_taken', at: by.at, by: by.staffId, byName: by.name } } },
      )
      return modifiedCount === 1
    },
  }
}

/** Whoever named no time is due in the order in which they asked. */
const byDue = (a: CallbackEntry, b: CallbackEntry): number =>
  Number(b.urgent) - Number(a.urgent) || a.dueAt.getTime() - b.dueAt.getTime() || a.since.getTime() - b.since.getTime()

function toEntry({ _id: id, reference, receivedAt, demonstration, acceptance, telephony, callbackEscalation, triage }: Line, dueAt: Date): CallbackEntry {
  const { taken, tellings = [] } = callbackEscalation ?? {}
  const last = tellings.at(-1)
  const rung = callbackToNote(telephony?.callbackAttempts)
  return Object.freeze({
    id, reference, demonstration, dueAt,
    urgent: isUrgent({ telephony, triage }),
    since: telephony?.queuedAt ?? receivedAt,
    language: telephony?.language ?? 'en',
    ...(telephony?.callback?.safe && { safe: telephony.callback.safe }),
    ...(telephony?.callback?.time && { time: telephony.callback.time }),
    ...(telephony?.callbackWanted && { wantedByName: telephony.callbackWanted.name }),
    ...(rung && { rungBy: { name: rung.name, at: rung.at } }),
    ...(taken && { taken }),
    ...(last && { told: { times: tellings.length, name: last.name, at: last.at } }),
    ...(acceptance && { acceptedByName: acceptance.byName, acceptedById: acceptance.by }),
  })
}
