import { SERVICE } from '../../config/service'
import { callbackDueAt } from '../domain/callbackHours'
import { wasSpokenWith } from '../domain/telephony'
import type { Triage } from '../domain/triage'
import { type Judgement, urgentSince } from '../domain/urgency'
import type { IntakeDocument } from './intakeDocument'
import type { TaskDocument, TaskModel } from './taskModel'

/** What `firstOpenCallback` reads of an enquiry; nothing of it is sealed. */
export const CALLBACK_DUE_FIELDS = {
  'triage.priority': 1, 'triage.at': 1, 'triage.proposedPriority': 1, 'triage.confirmedAt': 1, 'history.kind': 1, 'history.at': 1, 'history.to': 1,
  'telephony.callback.time': 1, 'telephony.conversation.since': 1, 'telephony.conversationEndedAt': 1, 'telephony.callbackAttempts': 1,
} as const

type Callback = Pick<TaskDocument, '_id' | 'createdAt' | 'dueAt'>

/**
 * The open card of a call-back that is due first. Where the enquiry is urgent each is due within minutes of becoming so, or of being owed,
 * but not before the part of the day that the caller named as safe; never later than it was. What was agreed in a conversation since then
 * stays, and so does what the urgent key says of the caller's own wish: src/telephone/call/cardsOwedByCall.ts.
 */
export async function firstOpenCallback(tasks: TaskModel, { _id: intakeId, triage, history, telephony }: Pick<IntakeDocument, '_id' | 'triage' | 'history' | 'telephony'>): Promise<Pick<TaskDocument, 'dueAt'> | undefined> {
  const open = await tasks.find({ intakeId, state: 'open', kind: 'callback' }, { createdAt: 1, dueAt: 1 }).lean<Callback[]>()
  const since = triage?.priority === 'urgent' ? urgentSince(judgementsOf(triage, history)) ?? triage.confirmedAt ?? triage.at : undefined
  const due = await Promise.all(open.map(async (card) => {
    const dueAt = since && dueWhileUrgent(card, since, telephony)
    if (!dueAt || dueAt >= card.dueAt) return card.dueAt
    // Its id tells what it was owed for, and stays.
    await tasks.updateOne({ _id: card._id, state: 'open' }, { $min: { dueAt } })
    return dueAt
  }))
  const [dueAt] = due.toSorted((a, b) => a.getTime() - b.getTime())
  return dueAt && { dueAt }
}

function dueWhileUrgent({ createdAt }: Callback, since: Date, telephony: IntakeDocument['telephony']): Date | undefined {
  if (telephony && wasSpokenWith(telephony) && createdAt > since) return undefined
  const from = createdAt > since ? createdAt : since
  const time = telephony?.callback?.time
  return callbackDueAt(time && { time }, from, SERVICE.calls.callbackWithinMs.urgent)
}

/** Each reading and each decision as it was: that the same is read once more, or confirmed, makes nothing urgent anew. */
const judgementsOf = ({ at, proposedPriority }: Pick<Triage, 'at' | 'proposedPriority'>, history: IntakeDocument['history'] = []): readonly Judgement[] => [
  ...history.flatMap(({ kind, at: when, to }) => (to && (kind === 'read_before' || kind === 'priority_confirmed') ? [{ at: when, priority: to, isDecided: kind === 'priority_confirmed' }] : [])),
  { at, priority: proposedPriority, isDecided: false },
]
