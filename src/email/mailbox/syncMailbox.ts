import { fileAway } from './fileAway'
import { InboxWork, type InboxWorkDeps } from '../ingest/inboxWork'
import { isUnmet } from './isUnmet'
import type { MailRowState } from '../keptMailPorts'
import type { Mailbox, MailLocation, OpenInbox } from '../mailboxPorts'
import { resumeKept, type SyncProgress } from '../ingest/resumeKept'

export type SyncMailboxDeps = InboxWorkDeps

export interface SyncMailboxInput extends SyncProgress {
  readonly mailbox: Mailbox
}

export interface SyncResult {
  /** Messages that became enquiries, or were found to be one already; those that take long to read are not among them. */
  readonly ingested: number
  readonly quarantined: number
  /** Messages that are safe and wait, since no reader could be had; absent when none does. */
  readonly waiting?: number
  /** Messages that were left in the inbox: too many others take long to read, or the signal came; absent when none was. */
  readonly left?: number
}

/**
 * Brings the inbox and the store into step, once. What is new is decided by comparing the inbox's whole list with what
 * the store knows: never by the \Seen flag (people read mail), by date or by a cursor. Safe to repeat at any moment, and
 * by two processes at once.
 */
export async function syncMailbox(deps: SyncMailboxDeps, { mailbox, signal, onBatch }: SyncMailboxInput): Promise<SyncResult> {
  const resumed = await resumeKept(deps, mailbox, { ...(signal && { signal }), ...(onBatch && { onBatch }) })
  return mailbox.withInbox(async (inbox) => {
    const uids = await inbox.listUids()
    const rows = await deps.ledger.find(mailbox, inbox.uidValidity, uids)
    const locationsIn = (state: MailRowState) => [...rows.values()].filter((row) => row.state === state).map(({ location }) => location)
    await fileAway(deps, inbox, locationsIn('ingested'), 'Processed')
    await fileAway(deps, inbox, locationsIn('quarantined'), 'Quarantine')

    const isToTake = (state: MailRowState | undefined): boolean => isUnmet(state) || state === 'seen'
    const wanted = uids.filter((uid) => isToTake(rows.get(uid)?.state))
    if (wanted.length > 0) deps.reader.getReady?.()
    const work = new InboxWork(deps, inbox, (uid) => locate(mailbox, inbox, uid), onBatch)
    const troubles = [...rows.values()].map(({ location, failures, drops }) => [location.uid, failures + drops] as const)
    const taken = await work.take(wanted, new Map(troubles.filter(([, count]) => count > 0)), signal)
    const waiting = resumed.waiting + work.waiting
    return { ingested: resumed.ingested + taken, quarantined: work.quarantined, ...(waiting > 0 && { waiting }), ...(work.left > 0 && { left: work.left }) }
  })
}

const locate = ({ account, mailbox }: Mailbox, { uidValidity }: OpenInbox, uid: number): MailLocation =>
  ({ account, mailbox, uidValidity, uid })
