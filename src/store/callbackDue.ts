import { SERVICE } from '../../config/service'
import { callbackDueAt } from '../domain/callbackHours'
import type { IntakeDocument } from './intakeDocument'
import type { TaskDocument, TaskModel } from './taskModel'

/** What `hastenCallback` reads of an enquiry; nothing of it is sealed. */
export const CALLBACK_DUE_FIELDS = {
  'triage.priority': 1, 'triage.at': 1, 'triage.confirmedAt': 1, 'triage.notes.raisedAt': 1, 'telephony.callback.time': 1,
  'telephony.conversation.since': 1, 'telephony.conversationEndedAt': 1, 'telephony.callbackAttempts': 1,
} as const

type Callback = Pick<TaskDocument, '_id' | 'createdAt' | 'dueAt'>

/**
 * The open card of a call-back that is due first. Where the enquiry is urgent each is due within minutes of becoming so, or of being owed,
 * but not before the part of the day that the caller named as safe; never later than it was. What was agreed in a conversation since then
 * stays, and so does what the urgent key says of the caller's own wish: src/telephone/call/cardsOwedByCall.ts.
 */
export async function firstOpenCallback(tasks: TaskModel, { _id: intakeId, triage, telephony }: Pick<IntakeDocument, '_id' | 'triage' | 'telephony'>): Promise<Pick<TaskDocument, 'dueAt'> | undefined> {
  const open = await tasks.find({ intakeId, state: 'open', kind: 'callback' }, { createdAt: 1, dueAt: 1 }).lean<Callback[]>()
  const urgentSince = triage?.priority === 'urgent' ? latest([triage.at, triage.confirmedAt, triage.notes?.raisedAt]) : undefined
  const due = await Promise.all(open.map(async (card) => {
    const dueAt = urgentSince && dueWhileUrgent(card, urgentSince, telephony)
    if (!dueAt || dueAt >= card.dueAt) return card.dueAt
    // Its id tells what it was owed for, and stays.
    await tasks.updateOne({ _id: card._id, state: 'open' }, { $min: { dueAt } })
    return dueAt
  }))
  const [dueAt] = due.toSorted((a, b) => a.getTime() - b.getTime())
  return dueAt && { dueAt }
}

function dueWhileUrgent({ createdAt }: Callback, urgentSince: Date, telephony: IntakeDocument['telephony']): Date | undefined {
  const { callback, conversation, conversationEndedAt, callbackAttempts = [] } = telephony ?? {}
  const wasSpokenWith = conversation !== undefined || conversationEndedAt !== undefined || callbackAttempts.some(({ spoke }) => spoke)
  if (wasSpokenWith && createdAt > urgentSince) return undefined
  const from = createdAt > urgentSince ? createdAt : urgentSince
  return callbackDueAt(callback?.time && { time: callback.time }, from, SERVICE.calls.callbackWithinMs.urgent)
}

const latest = (moments: readonly (Date | undefined)[]): Date | undefined =>
  moments.filter((moment) => moment !== undefined).toSorted((a, b) => b.getTime() - a.getTime())[0]
