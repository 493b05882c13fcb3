import type { MailboxReport } from '../domain/mailboxWatch'
import type { Compared } from '../domain/reconciliation'
import { londonDateTime, waitingWords } from './londonTime'
import { looseCardsView, type LooseCardsView } from './looseCardsPresenter'
import type { OperationsReport, RunReport } from './operationsPorts'
import type { OpenLooseCards } from './ports'
import type { Tag } from './words'

export interface MailboxRow {
  readonly name: string
  readonly address: string
  readonly state: Tag
  /** More about the state; empty when there is nothing to say. */
  readonly detail: string
  readonly lastSync: string
  readonly standby: string
}

export interface RunRow {
  readonly what: string
  readonly began: string
  readonly completed: string
  readonly compared: string
  readonly gaps: Tag
}

export interface OperationsView {
  readonly title: string
  readonly warnings: readonly string[]
  readonly mailboxes: readonly MailboxRow[]
  readonly runs: readonly RunRow[]
  readonly loose: readonly LooseCardsView[]
  readonly held: string
}

/** What of a comparison each number counts. */
const COUNTED: Readonly<Record<string, string>> = {
  calls: 'calls', recordings: 'recordings', inbox: 'in the inbox', processed: 'in Processed', ingested: 'taken in by our records',
  held: 'in Quarantine', quarantined: 'held by our records',
}

/** How the service is running, in words. */
export function operationsView(report: OperationsReport, warnings: readonly string[], now: Date): OperationsView {
  return {
    title: 'How the service is running',
    warnings,
    mailboxes: report.mailboxes.map((mailbox) => mailboxRow(mailbox, now)),
    runs: [
      runRow('Calls and recordings, with Twilio', report.telephone, now),
      ...report.mailboxes.map(({ account, run }) => runRow(`Messages, with ${account}`, run, now)),
    ],
    loose: looseCardsView(report.held, now),
    held: heldWords(report.held, now),
  }
}

/** The first of the cards is the oldest. */
function heldWords({ cards, totals }: OpenLooseCards, now: Date): string {
  const [oldest] = cards
  const count = totals.reduce((sum, total) => sum + total.count, 0)
  const standing = oldest ? `Held: ${count}, the oldest for ${waitingWords(oldest.since, now)}.` : 'No message is held.'
  return `${standing} For alarms, the workers’ metrics advice_line_mail_held and advice_line_mail_held_oldest_seconds say the same.`
}

function mailboxRow(mailbox: MailboxReport, now: Date): MailboxRow {
  const { name, account, folder, lastSyncAt, standbyAt, out } = mailbox
  return {
    name,
    address: folder.toUpperCase() === 'INBOX' ? account : `${account}, ${folder}`,
    state: stateTag(mailbox, now),
    detail: out ? `Out of reach since ${londonDateTime(out.since)}: ${out.cause.replaceAll('_', ' ')}. Failures in a row: ${out.failures}.` : '',
    lastSync: moment(lastSyncAt, now, 'Never'),
    standby: isRecent(standbyAt, now) ? 'Yes' : 'No',
  }
}

/** A watch is heard every minute, one that is out of reach at least as often. In milliseconds. */
const HEARD_WITHIN_MS = 5 * 60_000

const isRecent = (at: Date | undefined, now: Date): boolean => at !== undefined && now.getTime() - at.getTime() <= HEARD_WITHIN_MS

function stateTag({ heard }: MailboxReport, now: Date): Tag {
  if (!heard) return { text: 'Never heard of', classes: 'desk-tag--urgent' }
  if (!isRecent(heard.at, now)) return { text: `Not heard of since ${londonDateTime(heard.at)}`, classes: 'desk-tag--urgent' }
  switch (heard.state) {
    case 'watching':
      return { text: 'Watched', classes: 'govuk-tag--green' }
    case 'connecting':
      return { text: 'Connecting', classes: 'govuk-tag--blue' }
    case 'disconnected':
      return { text: 'Out of reach', classes: 'desk-tag--urgent' }
    case 'stopped':
      return { text: 'Stopped', classes: 'govuk-tag--grey' }
    default:
      return heard.state satisfies never
  }
}

const runRow = (what: string, { beganAt, completedAt, compared, gaps }: RunReport, now: Date): RunRow => ({
  what,
  began: moment(beganAt, now, 'Never'),
  completed: moment(completedAt, now, 'Never'),
  compared: compared ? comparedWords(compared) : 'Nothing yet',
  gaps: gaps === 0 ? { text: 'None', classes: 'govuk-tag--green' } : { text: `${gaps} open`, classes: 'desk-tag--urgent' },
})

const comparedWords = (compared: Compared): string =>
  Object.entries(compared).map(([kind, count]) => `${count} ${COUNTED[kind] ?? kind}`).join(', ')

const moment = (at: Date | undefined, now: Date, never: string): string => (at ? `${londonDateTime(at)} (${waitingWords(at, now)} ago)` : never)
