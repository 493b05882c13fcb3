import type { Compared } from '../../domain/reconciliation'
import type { ConnectedMailbox } from '../mailboxPorts'
import { bringBackForgotten } from './bringBackForgotten'
import { compareInbox } from './compareInbox'
import { compareFolders } from './compareFolders'
import type { ReconcileMailboxDeps } from './deps'
import { mendRecords } from './mendRecords'
import { noteGaps } from './noteGaps'
import type { MailReconciliationRecord } from './ports'

/**
 * Compares one mailbox with what we know of it: what lies there and was not taken in, what we began and did not end, and
 * what should be an enquiry and is none, which is made again from its bytes. Every gap is shown to a person once.
 *
 * @returns how many of which were compared
 * @throws when the mailbox or the store could not be asked: then the run does not count
 */
export async function reconcileMailbox(deps: ReconcileMailboxDeps, mailbox: ConnectedMailbox): Promise<Compared> {
  const { now } = deps
  const runs = deps.runs(mailbox)
  const began = now()
  await runs.begin(began)
  const since = await lookBackTo(deps, runs, began)
  const mended = await mendRecords(deps, mailbox, since)
  await bringBackForgotten(deps, mailbox, since)
  // The inbox last: while another folder is selected, the server tells of no news.
  const folders = await compareFolders(deps, mailbox)
  const inbox = await compareInbox(deps, mailbox)
  await noteGaps(deps, mailbox, [...mended, ...inbox.gaps, ...folders.gaps])
  const compared = { ...inbox.compared, ...folders.compared }
  if (since.getTime() === 0) await runs.completeOfEverything(began)
  await runs.complete(began, compared)
  return compared
}

/** From the last completed run, not from now: nothing may fall between two runs. The first looks at everything, and one each day. */
async function lookBackTo({ windowMs, everythingEveryMs }: ReconcileMailboxDeps, runs: MailReconciliationRecord, began: Date): Promise<Date> {
  const [last, lastOfEverything] = [await runs.lastCompleted(), await runs.lastOfEverything()]
  if (!last || !lastOfEverything || began.getTime() - lastOfEverything.getTime() >= everythingEveryMs) return new Date(0)
  return new Date(Math.min(began.getTime(), last.getTime()) - windowMs)
}
