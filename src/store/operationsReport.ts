import type { Connection } from 'mongoose'
import type { Operations, RunReport } from '../desk/operationsPorts'
import type { MailboxReport } from '../domain/mailboxWatch'
import type { MailPlace } from '../domain/mailPlace'
import { MAIL_GAP_KINDS } from '../email/reconciliation/ports'
import { looseCards } from './looseCards'
import { type MailboxDocument, StoredMailboxBeats } from './mailboxBeats'
import { mailReconciliationRecord, type RunDocument, StoredReconciliationRuns } from './reconciliationRuns'
import { taskModel } from './taskModel'

/** Gaps counted at most; more is as bad. */
const MOST_GAPS = 10_000

export interface NamedPlace {
  readonly name: string
  readonly place: MailPlace
}

/** How the mailboxes of the settings and the comparisons are, as the processes that work on them last told. */
export function operationsReport(connection: Connection, mailboxes: readonly NamedPlace[]): Operations {
  const beats = new StoredMailboxBeats(connection)
  const read = async (): Promise<readonly MailboxReport[]> => {
    const heard = await beats.read(mailboxes.map(({ place }) => place))
    return mailboxes.map((mailbox, index) => toReport(mailbox, heard[index]))
  }
  return {
    mailboxes: read,
    async report(limit) {
      const [reports, telephone, runs, gaps, held] = await Promise.all([
        read(),
        new StoredReconciliationRuns(connection).read(),
        Promise.all(mailboxes.map(async ({ place }) => mailReconciliationRecord(connection, place).read())),
        openGaps(connection),
        looseCards(connection).open(limit, 'quarantine'),
      ])
      return {
        mailboxes: reports.map((report, index) => ({ ...report, run: toRun(runs[index], gaps.filter(isOf(report.name)).length) })),
        telephone: toRun(telephone, gaps.filter((cause) => !isOfMail(cause)).length),
        held,
      }
    },
  }
}

async function openGaps(connection: Connection): Promise<readonly string[]> {
  const cards = await taskModel(connection)
    .find({ kind: 'reconcile_gap', state: 'open' }, { cause: 1 }).sort({ dueAt: 1 }).limit(MOST_GAPS).lean<{ cause?: string }[]>()
  return cards.map(({ cause = '' }) => cause)
}

const isOfMail = (cause: string): boolean => MAIL_GAP_KINDS.some((kind) => cause.startsWith(`${kind}:`))

const isOf = (name: string) => (cause: string): boolean => isOfMail(cause) && cause.endsWith(`:${name}`)

function toReport({ name, place }: NamedPlace, document: MailboxDocument | undefined): MailboxReport {
  const { at, state, standbyAt, lastSyncAt, outSince, cause, failures = 0 } = document ?? {}
  return Object.freeze({
    name, account: place.account, folder: place.mailbox,
    ...(at && state && state !== 'standby' && { heard: { at, state } }),
    ...(standbyAt && { standbyAt }),
    ...(lastSyncAt && { lastSyncAt }),
    ...(outSince && { out: { since: outSince, cause: cause ?? 'unknown', failures } }),
  })
}

const toRun = (document: RunDocument | undefined, gaps: number): RunReport => {
  const { beganAt, completedAt, compared } = document ?? {}
  return Object.freeze({ gaps, ...(beganAt && { beganAt }), ...(completedAt && { completedAt }), ...(compared && { compared }) })
}
