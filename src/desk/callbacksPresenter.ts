import type { Colleague } from '../domain/handover'
import { nameAndLeave } from './awayWords'
import type { CallbackEntry } from './callPorts'
import { callbackTimeWords } from './callPresenter'
import { londonShort, waitingWords } from './londonTime'
import { paths } from './paths'
import type { QueueCounts } from './ports'
import { type QueueTabLink, queueTabs } from './queueTabs'
import { LANGUAGE_NAMES } from './words'

export interface CallbackRow {
  readonly id: string
  readonly reference: string
  readonly href: string
  readonly urgent: boolean
  readonly waiting: string
  readonly since: string
  readonly sinceIso: string
  readonly due: string
  readonly overdue: boolean
  readonly safe: string
  readonly unsafe: boolean
  readonly when: string
  readonly language: string
  readonly standing: string
  /** Who was told that it is overdue; empty while nobody was. */
  readonly told: string
  readonly invented: boolean
}

export interface CallbacksView {
  readonly title: string
  readonly tabs: readonly QueueTabLink[]
  readonly rows: readonly CallbackRow[]
  readonly more: string
  readonly updates: string
  readonly fragment: string
}

export interface CallbacksInput {
  readonly entries: readonly CallbackEntry[]
  readonly total: number
  readonly counts: QueueCounts
  readonly now: Date
  /** Who has an account in use, and is on leave today or not. */
  readonly colleagues: readonly Colleague[]
}

/** Callers who are to be rung back, in words. */
export const callbacksView = ({ entries, total, counts, now, colleagues }: CallbacksInput): CallbacksView => ({
  title: 'Call-backs',
  tabs: queueTabs(counts, 'callbacks'),
  rows: entries.map((entry) => callbackRow(entry, now, colleagues)),
  more: total > entries.length ? `${total - entries.length} more, due later, will show here as these are made.` : '',
  updates: paths.queueUpdates,
  fragment: paths.callbackRows,
})

const SAFE_WORDS = { yes: 'Yes', no: 'No', not_asked: 'Not known' } as const

const callbackRow = (entry: CallbackEntry, now: Date, colleagues: readonly Colleague[]): CallbackRow => ({
  id: entry.id,
  reference: entry.reference,
  href: paths.intake(entry.id),
  urgent: entry.urgent,
  waiting: waitingWords(entry.since, now),
  since: londonShort(entry.since, now),
  sinceIso: entry.since.toISOString(),
  due: londonShort(entry.dueAt, now),
  overdue: entry.dueAt <= now,
  safe: entry.safe === undefined ? 'No number was left' : SAFE_WORDS[entry.safe],
  unsafe: entry.safe !== 'yes',
  when: entry.time === undefined ? 'Not said' : callbackTimeWords(entry.time),
  language: LANGUAGE_NAMES[entry.language],
  standing: callbackStanding(entry, now, colleagues),
  told: entry.told === undefined ? '' : `Told ${entry.told.times === 1 ? 'once' : `${entry.told.times} times`}, last ${entry.told.name}, ${londonShort(entry.told.at, now)}`,
  invented: entry.demonstration,
})

/** Who sees to a call-back: as the list of them says it, and what one shift leaves to the next. */
export function callbackStanding({ wantedByName, rungBy, taken, acceptedByName, acceptedById }: CallbackEntry, now: Date, colleagues: readonly Colleague[]): string {
  if (wantedByName !== undefined) return `${wantedByName} is being rung for it`
  if (rungBy) return `${rungBy.name} rang them, ${londonShort(rungBy.at, now)}: the note is to be written`
  if (taken) return nameAndLeave(`${taken.name} took it, ${londonShort(taken.at, now)}`, taken.staffId, colleagues)
  return acceptedByName === undefined ? 'Nobody yet' : `Enquiry accepted by ${nameAndLeave(acceptedByName, acceptedById, colleagues)}`
}
