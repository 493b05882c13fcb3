import { PRIORITIES, priorityRank } from '../domain/priority'
import { takeOverSince } from '../domain/takeOver'
import type { TaskKind } from '../domain/task'
import { wakingStandsAt } from '../domain/waking'
import { isAcknowledgementFailed } from '../desk/acknowledgementWords'
import type { QueueTab } from '../desk/paths'
import type { DeskIntakes, QueueCounts, QueueEntry, QueuePage } from '../desk/ports'
import { TO_BE_TAKEN_OVER } from './acceptEnquiry'
import { but, type Closed, closedTo } from './barred'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import { NOT_YET_READ } from './newIntakeDocument'
import type { TaskDocument, TaskModel } from './taskModel'
import { WAITING } from './seenTo'
import { WAKING_FIELDS, wakingFacts } from './wakingFacts'

const URGENT = priorityRank('urgent')

/** What a line shows, and nothing that is sealed. */
export const LINE = {
  reference: 1, channel: 1, receivedAt: 1, status: 1, demonstration: 1, 'triage.priority': 1, 'triage.confirmedBy': 1,
  'steps.triage.state': 1, 'acknowledgement.state': 1, 'allocation.socialWorkerName': 1, 'allocation.managerName': 1,
  'allocation.socialWorker': 1, 'allocation.manager': 1, 'allocation.at': 1, acceptBy: 1, acceptance: 1, 'transfer.toName': 1, 'transfer.dueAt': 1, joinedTo: 1, 'history.closes.kind': 1,
  'email.senderStanding.standing': 1, 'email.senderStanding.flags': 1, 'email.senderStanding.sector': 1,
  'telephony.state': 1, 'telephony.conversation.name': 1, ...WAKING_FIELDS, 'escalation.anewSince': 1,
} as const

/** The lists of the desk, each read in its order from an index. */
export class DeskQueue implements Pick<DeskIntakes, 'page' | 'toTakeOver' | 'leftUndone' | 'urgentOffers' | 'counts'> {
  constructor(private readonly intakes: IntakeModel, private readonly tasks: TaskModel) {}

  async page({ tab, page, size, staffId }: { tab: QueueTab; page: number; size: number; staffId: string }): ReturnType<DeskIntakes['page']> {
    const closed = await closedTo(this.intakes, staffId)
    const found = await this.intakes
      .find({ ...(tab === 'waiting' ? { status: { $in: WAITING } } : { status: 'accepted' as const }), ...but(closed) }, LINE)
      // What has no clock yet came this moment.
      .sort(tab === 'waiting' ? { queueRank: 1, acceptBy: 1, receivedAt: 1 } : { 'acceptance.at': -1 })
      .skip((page - 1) * size)
      .limit(size + 1)
      .lean<IntakeDocument[]>()
    return this.pageOf(found, size)
  }

  async toTakeOver({ size, staffId }: { size: number; staffId: string }): ReturnType<DeskIntakes['toTakeOver']> {
    const found = await this.intakes
      .find({ ...TO_BE_TAKEN_OVER, ...but(await closedTo(this.intakes, staffId)) }, LINE).sort({ queueRank: 1, acceptBy: 1, receivedAt: 1 }).limit(size + 1).lean<IntakeDocument[]>()
    return this.pageOf(found, size)
  }

  async leftUndone({ size, staffId, now }: { size: number; staffId: string; now: Date }): ReturnType<DeskIntakes['leftUndone']> {
    const closed = await closedTo(this.intakes, staffId)
    const open = { state: 'open' as const, kind: { $ne: 'callback' as const }, dueAt: { $lte: now }, intakeId: { $exists: true, $nin: closed.map(({ _id }) => _id) } }
    const cards = await this.tasks.find(open, { intakeId: 1, kind: 1, dueAt: 1 }).sort({ dueAt: 1 }).lean<Pick<TaskDocument, 'intakeId' | 'kind' | 'dueAt'>[]>()
    const overdue = new Map<string, { kind: TaskKind; dueAt: Date }[]>()
    for (const { intakeId = '', kind, dueAt } of cards) overdue.set(intakeId, [...(overdue.get(intakeId) ?? []), { kind, dueAt }])
    const found = await this.intakes.find({ _id: { $in: [...overdue.keys()] }, status: 'accepted', queueRank: URGENT }, LINE).lean<IntakeDocument[]>()
    const places = new Map([...overdue.keys()].map((id, place) => [id, place]))
    const inOrder = found.toSorted((a, b) => (places.get(a._id) ?? 0) - (places.get(b._id) ?? 0))
    const { entries, more } = await this.pageOf(inOrder, size)
    return { entries: entries.map((entry) => ({ entry, overdue: overdue.get(entry.id) ?? [] })), more }
  }

  async urgentOffers({ size, staffId }: { size: number; staffId: string }): ReturnType<DeskIntakes['urgentOffers']> {
    const found = await this.intakes
      .find({ 'transfer.dueAt': { $exists: true }, queueRank: URGENT, ...but(await closedTo(this.intakes, staffId)) } as object, LINE)
      .sort({ 'transfer.dueAt': 1 }).limit(size + 1).lean<IntakeDocument[]>()
    return this.pageOf(found, size)
  }

  /** @param found one more than are shown, where there are */
  private async pageOf(found: readonly IntakeDocument[], size: number): Promise<QueuePage> {
    return { entries: await this.entriesOf(found.slice(0, size)), more: found.length > size }
  }

  /** What lines show of these. */
  async entriesOf(shown: readonly IntakeDocument[]): Promise<QueueEntry[]> {
    const ids = shown.map(({ _id }) => _id)
    const [open, firsts, later] = await Promise.all([this.openTasks(ids), this.references(shown), this.laterWaiting(ids)])
    return shown.map((document) => toEntry(document, {
      openTasks: open.get(document._id) ?? [],
      belongsWith: firsts.get(document.joinedTo ?? ''),
      laterWaiting: later.get(document._id) ?? 0,
    }))
  }

  /** Counted from the index alone. What somebody may not open is taken off: a number must not tell of it. */
  async counts(staffId: string): Promise<QueueCounts> {
    const [closed, groups, accepted, rerouted, callbacks] = await Promise.all([
      closedTo(this.intakes, staffId),
      this.intakes.aggregate<{ _id: number; count: number }>([
        { $match: { status: { $in: [...WAITING] } } },
        { $group: { _id: '$queueRank', count: { $sum: 1 } } },
      ]),
      this.intakes.countDocuments({ status: 'accepted' }),
      this.intakes.countDocuments({ status: 'rerouted' }),
      this.tasks.countDocuments({ kind: 'callback', state: 'open', intakeId: { $exists: true } }),
    ])
    const closedCallbacks = closed.length === 0 ? 0 : await this.tasks.countDocuments({ kind: 'callback', state: 'open', intakeId: { $in: closed.map(({ _id }) => _id) } })
    // One may have moved on between the two: never less than none.
    const without = (count: number, isOfThese: (one: Closed) => boolean): number => Math.max(0, count - closed.filter(isOfThese).length)
    const at = (rank: number): number =>
      without(groups.find(({ _id }) => _id === rank)?.count ?? 0, ({ status, queueRank }) => queueRank === rank && WAITING.some((one) => one === status))
    const byPriority = Object.fromEntries(PRIORITIES.map((priority) => [priority, at(priorityRank(priority))]))
    return {
      unread: at(NOT_YET_READ), byPriority: byPriority as QueueCounts['byPriority'], accepted: without(accepted, ({ status }) => status === 'accepted'),
      rerouted: without(rerouted, ({ status }) => status === 'rerouted'), callbacks: Math.max(0, callbacks - closedCallbacks),
    }
  }

  /** The references of the enquiries that these were joined to, by id. */
  private async references(documents: readonly IntakeDocument[]): Promise<ReadonlyMap<string, string>> {
    const ids = documents.flatMap(({ joinedTo }) => joinedTo ?? [])
    if (ids.length === 0) return new Map()
    const found = await this.intakes.find({ _id: { $in: ids } }, { reference: 1 }).lean<Pick<IntakeDocument, '_id' | 'reference'>[]>()
    return new Map(found.map(({ _id, reference }) => [_id, reference]))
  }

  private async laterWaiting(intakeIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const groups = await this.intakes.aggregate<{ _id: string; count: number }>([
      { $match: { joinedTo: { $in: intakeIds }, status: { $in: [...WAITING] } } },
      { $group: { _id: '$joinedTo', count: { $sum: 1 } } },
    ])
    return new Map(groups.map(({ _id, count }) => [_id, count]))
  }

  private async openTasks(intakeIds: readonly string[]): Promise<ReadonlyMap<string, readonly TaskKind[]>> {
    const found = await this.tasks
      .find({ intakeId: { $in: intakeIds }, state: 'open' }, { intakeId: 1, kind: 1 })
      .sort({ dueAt: 1 })
      .lean<Pick<TaskDocument, 'intakeId' | 'kind'>[]>()
    const kinds = new Map<string, TaskKind[]>()
    for (const { intakeId, kind } of found) kinds.set(intakeId!, [...(kinds.get(intakeId!) ?? []), kind])
    return kinds
  }
}

/** A person wrote down what was done about it. */
const isSeenTo = ({ history = [] }: IntakeDocument): boolean => history.some(({ closes }) => closes?.kind === 'acknowledgement_failed')

interface Around {
  openTasks: readonly TaskKind[]
  belongsWith: string | undefined
  laterWaiting: number
}

/** Who was woken and has it in hand still: a look at any moment says the same, for what is to come or under way is not asked. */
function withWoken(document: IntakeDocument): Pick<QueueEntry, 'wokenName'> {
  const acceptedBy = document.telephony?.waking?.acceptedBy
  return acceptedBy && wakingStandsAt(wakingFacts(document), acceptedBy.at) === 'in_hand' ? { wokenName: acceptedBy.name } : {}
}

const toEntry = (document: IntakeDocument, { belongsWith, ...around }: Around): QueueEntry =>
  Object.freeze({
    id: document._id,
    reference: document.reference,
    channel: document.channel,
    receivedAt: document.receivedAt,
    status: document.status,
    demonstration: document.demonstration,
    confirmed: document.triage?.confirmedBy !== undefined,
    triageFailed: document.triage?.priority === undefined && document.steps.triage.state === 'failed',
    acknowledgementFailed: isAcknowledgementFailed(document.acknowledgement.state) && !isSeenTo(document),
    toBeTakenOver: takeOverSince(document) !== undefined,
    ...around,
    ...(belongsWith !== undefined && { belongsWith }),
    ...(document.email?.senderStanding && { sender: document.email.senderStanding }),
    ...(document.triage?.priority && { priority: document.triage.priority }),
    ...(document.allocation && {
      socialWorkerName: document.allocation.socialWorkerName, managerName: document.allocation.managerName,
      holderId: document.allocation.socialWorker, managerId: document.allocation.manager,
    }),
    ...(document.telephony?.state === 'connected' && document.telephony.conversation && { talkingName: document.telephony.conversation.name }),
    ...withWoken(document),
    ...(document.acceptBy && { acceptBy: document.acceptBy }),
    ...(document.transfer && { offeredToName: document.transfer.toName, offeredUntil: document.transfer.dueAt }),
    ...(document.acceptance && { acceptedByName: document.acceptance.byName, acceptedById: document.acceptance.by }),
  })
