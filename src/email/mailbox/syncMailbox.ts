import { batchesOf } from '../ingest/batches'
import { fileAway } from './fileAway'
import { InboxWork, type InboxWorkDeps } from '../ingest/inboxWork'
import { LateMessages } from '../ingest/lateMessages'
import { isUnmet } from './isUnmet'
import type { Mailbox, MailLocation, MailRowState, OpenInbox } from '../ports'
import { resumeKept } from '../ingest/resumeKept'

export type SyncMailboxDeps = Omit<InboxWorkDeps, 'late'>

export interface SyncMailboxInput {
  readonly mailbox: Mailbox
  /** Ends the sync between two batches; what is left is found by the next. */
  readonly signal?: AbortSignal
  /** Called whenever one batch is dealt with. */
  readonly onBatch?: () => void
  /** Goes on with what takes long to read when the sync is over. Without it the sync ends when all is read. */
  readonly late?: LateMessages
}

export interface SyncResult {
  /** Messages that became enquiries, or were found to be one already. */
  readonly ingested: number
  readonly quarantined: number
  /** Messages that are safe and wait, since no reader could be had; absent when none does. */
  readonly waiting?: number
}

/** Larger messages are not fetched: a person opens them in the mailbox. In bytes. */
export const SIZE_LIMIT = 50 * 1024 * 1024

/**
 * Brings the inbox and the store into step, once. What is new is decided by comparing the inbox's whole list with what
 * the store knows: never by the \Seen flag (people read mail), by date or by a cursor. Safe to repeat at any moment, and
 * by two processes at once.
 */
export async function syncMailbox(deps: SyncMailboxDeps, input: SyncMailboxInput): Promise<SyncResult> {
  if (input.late) return sync({ ...deps, late: input.late }, input)
  const late = new LateMessages()
  const result = await sync({ ...deps, late }, input)
  await late.untilNoneIsLeft()
  return result
}

async function sync(deps: InboxWorkDeps, { mailbox, signal, onBatch }: SyncMailboxInput): Promise<SyncResult> {
  const resumed = await resumeKept(deps, mailbox, onBatch)
  return mailbox.withInbox(async (inbox) => {
    const uids = await inbox.listUids()
    const rows = await deps.ledger.find(mailbox, inbox.uidValidity, uids)
    const locationsIn = (state: MailRowState) => [...rows.values()].filter((row) => row.state === state).map(({ location }) => location)
    await fileAway(deps, inbox, locationsIn('ingested'), 'Processed')
    await fileAway(deps, inbox, locationsIn('quarantined'), 'Quarantine')

    const isToTake = (state: MailRowState | undefined): boolean => isUnmet(state) || state === 'seen'
    const wanted = uids.filter((uid) => isToTake(rows.get(uid)?.state))
    const summaries = await inbox.describe(wanted)
    const work = new InboxWork(deps, inbox, (uid) => locate(mailbox, inbox, uid), onBatch)
    await work.noteRemoved(wanted.map((uid) => ({ uid })), summaries)
    await work.refuse(summaries.filter(({ size }) => size > SIZE_LIMIT), 'too_big')
    const troubles = [...rows.values()].map(({ location, failures, drops }) => [location.uid, failures + drops] as const)
    const suspects = new Map(troubles.filter(([, count]) => count > 0))
    const taken = await work.take(batchesOf(summaries.filter(({ size }) => size <= SIZE_LIMIT), suspects), signal)
    const waiting = resumed.waiting + work.waiting
    return { ingested: resumed.ingested + taken, quarantined: work.quarantined, ...(waiting > 0 && { waiting }) }
  })
}

const locate = ({ account, mailbox }: Mailbox, { uidValidity }: OpenInbox, uid: number): MailLocation =>
  ({ account, mailbox, uidValidity, uid })
