import type { Colleague } from '../domain/handover'
import { PRIORITIES } from '../domain/priority'
import { awayWords, nameAndLeave } from './awayWords'
import { acceptByWords, notTakenOver } from './escalationPresenter'
import { looseCardsView, type LooseCardsView } from './looseCardsPresenter'
import { londonShort, waitingWords } from './londonTime'
import { paths, queueHref, type QueueTab, rowsHref } from './paths'
import type { OpenLooseCards, QueueCounts, QueueEntry, QueuePage } from './ports'
import { type QueueTabLink, queueTabs } from './queueTabs'
import { senderNote } from './senderPresenter'
import { type ClosedService, unallocatedWords } from './unallocatedWords'
import { CHANNEL_NAMES, NOT_YET_READ, PRIORITY_NAMES, priorityTag, STATUS_NAMES, type Tag, TASK_WORDS } from './words'

export interface QueueRow {
  readonly id: string
  readonly reference: string
  readonly href: string
  readonly priority: Tag
  /** Whose priority it is: the rules' proposal or a person's decision. */
  readonly standing: '' | 'proposed' | 'confirmed'
  readonly urgent: boolean
  readonly channel: string
  /** Of a message: whether somebody must find out who wrote it. */
  readonly sender: string
  readonly waiting: string
  /** By when it is to be accepted, such as "Due in 6 minutes"; empty once it is. */
  readonly due: string
  readonly overdue: boolean
  readonly received: string
  readonly receivedIso: string
  readonly status: string
  readonly holder: string
  /** That whoever has it is on leave today; empty otherwise. */
  readonly away: string
  readonly manager: string
  /** When somebody will have it, where that is known to come; empty otherwise. */
  readonly soon: string
  /** In words; empty when it belongs with no other. */
  readonly belongsWith: string
  readonly flags: readonly string[]
  readonly invented: boolean
}

export interface QueueView {
  readonly title: string
  readonly tab: QueueTab
  readonly tabs: readonly QueueTabLink[]
  readonly counts: readonly { readonly label: string; readonly count: number; readonly urgent: boolean }[]
  readonly caption: string
  /** What everybody must know before they trust the list. */
  readonly warnings: readonly string[]
  /** What could not become an enquiry stands above those that did. */
  readonly loose: readonly LooseCardsView[]
  readonly rows: readonly QueueRow[]
  readonly empty: string
  readonly previous: string | undefined
  readonly next: string | undefined
  readonly updates: string
  readonly fragment: string
}

export interface QueueInput {
  readonly tab: QueueTab
  /** From 1. */
  readonly number: number
  readonly page: QueuePage
  readonly counts: QueueCounts
  readonly loose: OpenLooseCards
  readonly warnings: readonly string[]
  readonly now: Date
  /** Absent while the service is open. */
  readonly closed?: ClosedService | undefined
  /** Who has an account in use, and is on leave today or not. */
  readonly colleagues?: readonly Colleague[]
}

/** The queue in words. */
export function queueView({ tab, number, page, counts, loose, warnings, now, closed, colleagues = [] }: QueueInput): QueueView {
  return {
    title: tab === 'waiting' ? 'Enquiries waiting' : 'Accepted enquiries',
    tab,
    tabs: queueTabs(counts, tab),
    counts: [
      { label: NOT_YET_READ, count: counts.unread, urgent: counts.unread > 0 },
      ...PRIORITIES.map((priority) => ({
        label: PRIORITY_NAMES[priority],
        count: counts.byPriority[priority],
        urgent: priority === 'urgent' && counts.byPriority.urgent > 0,
      })),
    ],
    caption: tab === 'waiting'
      ? 'Not yet read first, then the most pressing, then the longest waiting'
      : 'The latest accepted first',
    warnings,
    loose: tab === 'waiting' ? looseCardsView(loose, now) : [],
    rows: page.entries.map((entry) => queueRow(entry, now, closed, colleagues)),
    empty: tab === 'waiting' ? 'No enquiry is waiting.' : 'No enquiry has been accepted yet.',
    previous: number > 1 ? queueHref(tab, number - 1) : undefined,
    next: page.more ? queueHref(tab, number + 1) : undefined,
    updates: paths.queueUpdates,
    fragment: rowsHref(tab, number),
  }
}

function queueRow(entry: QueueEntry, now: Date, closed: ClosedService | undefined, colleagues: readonly Colleague[]): QueueRow {
  return {
    id: entry.id,
    reference: entry.reference,
    href: paths.intake(entry.id),
    priority: priorityTag(entry.priority),
    standing: entry.priority === undefined ? '' : entry.confirmed ? 'confirmed' : 'proposed',
    urgent: entry.priority === 'urgent' || entry.priority === undefined,
    channel: CHANNEL_NAMES[entry.channel],
    sender: entry.sender ? senderNote(entry.sender) : '',
    waiting: waitingWords(entry.receivedAt, now),
    ...dueToAccept(entry, now),
    received: londonShort(entry.receivedAt, now),
    receivedIso: entry.receivedAt.toISOString(),
    status: entry.acceptedByName === undefined ? STATUS_NAMES[entry.status] : `Accepted by ${nameAndLeave(entry.acceptedByName, entry.acceptedById, colleagues)}`,
    holder: entry.socialWorkerName ?? (entry.acceptedByName === undefined ? 'Nobody yet' : 'No social worker yet'),
    away: awayWords(entry.holderId, colleagues) ?? '',
    manager: entry.managerName === undefined ? '' : nameAndLeave(entry.managerName, entry.managerId, colleagues),
    soon: isForTheOpening(entry, closed) ? 'Allocated when we open' : '',
    belongsWith: entry.belongsWith === undefined ? '' : `belongs with ${entry.belongsWith}`,
    flags: flags(entry, closed),
    invented: entry.demonstration,
  }
}

function dueToAccept({ acceptBy, acceptedByName }: QueueEntry, now: Date): Pick<QueueRow, 'due' | 'overdue'> {
  if (!acceptBy || acceptedByName !== undefined) return { due: '', overdue: false }
  return { due: acceptByWords(acceptBy, now), overdue: acceptBy <= now }
}

/** While the service is closed nobody need clear it: a social worker is given it when it opens. */
const isForTheOpening = ({ openTasks, priority }: QueueEntry, closed: ClosedService | undefined): boolean =>
  closed !== undefined && priority !== 'urgent' && openTasks.includes('unallocated')

function flags(entry: QueueEntry, closed: ClosedService | undefined): readonly string[] {
  const toClear = entry.openTasks.filter((kind) => kind !== 'unallocated' || !isForTheOpening(entry, closed))
  const titles = toClear.map((kind) => (kind === 'unallocated' ? unallocatedWords(closed, entry.priority) : TASK_WORDS[kind]).title)
  return [...new Set([
    ...(entry.talkingName === undefined ? [] : [`Speaking with ${entry.talkingName}`]),
    ...(entry.offeredToName === undefined ? [] : [`Offered to ${entry.offeredToName}`]),
    ...(entry.toBeTakenOver && entry.socialWorkerName !== undefined ? [notTakenOver(entry.socialWorkerName)] : []),
    ...(entry.wokenName === undefined || entry.acceptedByName !== undefined ? [] : [`${entry.wokenName} was woken and sees to it`]),
    ...titles,
    ...(entry.triageFailed ? [TASK_WORDS.triage_failed.title] : []),
    ...(entry.laterWaiting > 0 ? [entry.laterWaiting === 1 ? 'A later message waits' : `${entry.laterWaiting} later messages wait`] : []),
    ...(entry.acknowledgementFailed ? [TASK_WORDS.acknowledgement_failed.title] : []),
  ])]
}
