import type { Colleague } from '../domain/handover'
import { ROLE_NAMES } from '../domain/roles'
import { nameAndLeave } from './awayWords'
import { callbackStanding } from './callbacksPresenter'
import type { CallbackEntry } from './callPorts'
import { acceptByWords } from './escalationPresenter'
import { londonShort } from './londonTime'
import { paths } from './paths'
import type { LeftUndone, QueueEntry } from './ports'
import type { SecondEntry } from './secondPorts'
import { priorityTag, TASK_WORDS } from './words'

export interface ShiftRow {
  readonly id: string
  readonly reference: string
  readonly href: string
  readonly what: string
  readonly due: string
  readonly who: string
}

export interface ShiftView {
  readonly title: string
  readonly asOf: string
  readonly callbacks: readonly ShiftRow[]
  readonly enquiries: readonly ShiftRow[]
  readonly toTakeOver: readonly ShiftRow[]
  /** Urgent, accepted, and something of it is overdue to be done. */
  readonly leftUndone: readonly ShiftRow[]
  /** Urgent, and offered to somebody who has not answered. */
  readonly offers: readonly ShiftRow[]
  /** What waits for an officer longer than it should. */
  readonly overdue: readonly ShiftRow[]
  /** There is more than is listed. */
  readonly more: boolean
}

/** What one shift leaves to the next: call-backs to be made or written up, and enquiries that wait to be accepted or taken over, or of which something is left undone, by reference alone. */
export const shiftView = (
  { callbacks, waiting, toTakeOver, leftUndone, offers, overdue, more, now, colleagues }: {
    readonly callbacks: readonly CallbackEntry[]; readonly waiting: readonly QueueEntry[]; readonly toTakeOver: readonly QueueEntry[]; readonly overdue: readonly SecondEntry[]
    readonly leftUndone: readonly LeftUndone[]; readonly offers: readonly QueueEntry[]
    readonly more: boolean; readonly now: Date
    /** Who has an account in use, and is on leave today or not. */
    readonly colleagues: readonly Colleague[]
  },
): ShiftView => ({
  title: 'Hand-over list',
  asOf: londonShort(now, now),
  callbacks: callbacks.map((entry) => callbackRow(entry, now, colleagues)),
  enquiries: waiting.map((entry) => enquiryRow(entry, now, colleagues)),
  toTakeOver: toTakeOver.map((entry) => enquiryRow(entry, now, colleagues)),
  leftUndone: leftUndone.map((one) => undoneRow(one, now, colleagues)),
  offers: offers.map((entry) => offerRow(entry, now, colleagues)),
  overdue: overdue.map(({ entry, second }) => officerRow(entry, second, now)),
  more,
})

/** One that was made is not to be made again by whoever takes over. */
function callbackRow(entry: CallbackEntry, now: Date, colleagues: readonly Colleague[]): ShiftRow {
  const { id, reference, urgent, dueAt, rungBy, wantedByName } = entry
  const what = urgent ? 'Urgent call-back' : 'Call-back'
  const isMade = rungBy !== undefined && wantedByName === undefined
  return {
    id, reference, href: paths.intake(id), what: isMade ? `${what}; rung back: write the note` : what,
    due: isMade ? `Rung back ${londonShort(rungBy.at, now)}` : `${dueAt <= now ? 'Overdue since' : 'Due'} ${londonShort(dueAt, now)}`,
    who: callbackStanding(entry, now, colleagues),
  }
}

const enquiryRow = ({ id, reference, priority, acceptBy, openTasks, ...entry }: QueueEntry, now: Date, colleagues: readonly Colleague[]): ShiftRow => ({
  id, reference, href: paths.intake(id),
  what: [priorityTag(priority).text, ...(entry.acceptedByName === undefined ? [] : [`Accepted by ${nameAndLeave(entry.acceptedByName, entry.acceptedById, colleagues)}`]), ...new Set(openTasks.map((kind) => TASK_WORDS[kind].title))].join('; '),
  due: acceptBy ? acceptByWords(acceptBy, now) : '', who: whoHas(entry, colleagues),
})

/** What nobody has done yet, each once; due since the longest of it. */
function undoneRow({ entry, overdue }: LeftUndone, now: Date, colleagues: readonly Colleague[]): ShiftRow {
  const [longest] = overdue
  const { who, ...row } = enquiryRow({ ...entry, openTasks: overdue.map(({ kind }) => kind) }, now, colleagues)
  return { ...row, due: longest ? `Overdue since ${londonShort(longest.dueAt, now)}` : '', who: entry.socialWorkerName === undefined ? entry.acceptedByName ?? who : who }
}

function offerRow(entry: QueueEntry, now: Date, colleagues: readonly Colleague[]): ShiftRow {
  const { offeredToName = '', offeredUntil, socialWorkerName, acceptedByName } = entry
  const row = enquiryRow(entry, now, colleagues)
  return {
    ...row, due: offeredUntil ? `To be answered by ${londonShort(offeredUntil, now)}` : '',
    who: `Offered to ${offeredToName}; until then with ${socialWorkerName === undefined ? acceptedByName ?? 'nobody' : row.who}`,
  }
}

function whoHas({ socialWorkerName, holderId, wokenName, acceptedByName }: Pick<QueueEntry, 'socialWorkerName' | 'holderId' | 'wokenName' | 'acceptedByName'>, colleagues: readonly Colleague[]): string {
  const names = [
    ...(socialWorkerName === undefined ? [] : [nameAndLeave(socialWorkerName, holderId, colleagues)]),
    ...(wokenName === undefined || acceptedByName !== undefined ? [] : [`${wokenName} was woken and sees to it`]),
  ]
  return names.length === 0 ? 'Nobody yet' : names.join('; ')
}

const officerRow = ({ id, reference, priority }: QueueEntry, { role, acceptBy, asked }: SecondEntry['second'], now: Date): ShiftRow => ({
  id, reference, href: paths.intake(id), what: `${priorityTag(priority).text}; ${ROLE_NAMES[role]}`, due: acceptBy ? acceptByWords(acceptBy, now) : '',
  who: asked ? `${asked.byName} was asked` : 'Nobody yet',
})
