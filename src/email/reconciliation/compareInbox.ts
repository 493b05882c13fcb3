import type { Compared } from '../../domain/reconciliation'
import { isUnmet } from '../mailbox/isUnmet'
import type { MailRow } from '../keptMailPorts'
import type { ConnectedMailbox } from '../mailboxPorts'
import { syncMailbox } from '../mailbox/syncMailbox'
import type { ReconcileMailboxDeps } from './deps'
import type { MailGap, UnfinishedMessage } from './ports'

/** Of one kind in one run, at most: more are no single messages. */
const MOST = 500

interface InboxView {
  readonly uidValidity: string
  readonly uids: readonly number[]
  readonly rows: ReadonlyMap<number, MailRow>
}

/** What lies in the inbox against what we know of it. */
export async function compareInbox(
  deps: ReconcileMailboxDeps, mailbox: ConnectedMailbox,
): Promise<{ readonly gaps: readonly MailGap[]; readonly compared: Compared }> {
  const first = await look(deps, mailbox)
  const unmet = unmetIn(first)
  // What is there without a row may only just have come: it is missed if a whole sync after this look leaves it so.
  const { left = 0 } = unmet.length > 0 ? await syncMailbox(deps, { mailbox }) : {}
  if (left > 0) await noteFirstSight(deps, mailbox, unmet)
  const view = unmet.length > 0 ? await look(deps, mailbox) : first
  const still = new Set(unmetIn(view))
  const notTaken = unmet.filter((uid) => still.has(uid)).slice(0, MOST)
  const unfiled = view.uids.filter((uid) => ['ingested', 'quarantined'].includes(view.rows.get(uid)?.state ?? ''))
  return {
    gaps: [
      ...notTaken.map((uid): MailGap => ({ kind: 'mail_not_taken', detail: `${view.uidValidity}/${uid}` })),
      ...(unfiled.length > 0 ? [{ kind: 'mail_not_filed', detail: '' } as const] : []),
      ...(await unfinished(deps, mailbox, view)),
    ],
    compared: { inbox: view.uids.length },
  }
}

const look = async ({ ledger }: Pick<ReconcileMailboxDeps, 'ledger'>, mailbox: ConnectedMailbox): Promise<InboxView> =>
  mailbox.withInbox(async (inbox) => {
    const uids = await inbox.listUids()
    return { uidValidity: inbox.uidValidity, uids, rows: await ledger.find(mailbox, inbox.uidValidity, uids) }
  })

/** What there was no room for is no gap yet; from now on it is known for how long it waits, and `unfinished` tells when that is too long. */
async function noteFirstSight({ ledger }: ReconcileMailboxDeps, mailbox: ConnectedMailbox, unmet: readonly number[]): Promise<void> {
  const { uidValidity, uids, rows } = await look({ ledger }, mailbox)
  const { account, mailbox: name } = mailbox
  const waiting = uids.filter((uid) => unmet.includes(uid) && rows.get(uid) === undefined)
  await ledger.noteSeen(waiting.map((uid) => ({ account, mailbox: name, uidValidity, uid })))
}

const unmetIn = ({ uids, rows }: InboxView): readonly number[] => uids.filter((uid) => isUnmet(rows.get(uid)?.state))

async function unfinished(deps: ReconcileMailboxDeps, mailbox: ConnectedMailbox, view: InboxView): Promise<readonly MailGap[]> {
  const before = new Date(deps.now().getTime() - deps.finishWithinMs)
  const found = await deps.records.unfinishedBefore(mailbox, before, MOST)
  const gaps = await Promise.all(found.map(async (message) => gapOf(deps, view, message)))
  return gaps.flatMap((gap) => gap ?? [])
}

async function gapOf({ records }: ReconcileMailboxDeps, { uidValidity, uids }: InboxView, { location, isKept }: UnfinishedMessage): Promise<MailGap | undefined> {
  const detail = `${location.uidValidity}/${location.uid}`
  if (isKept) return { kind: 'mail_unfinished', detail }
  const isNumberedAnew = location.uidValidity !== uidValidity
  if (!isNumberedAnew && uids.includes(location.uid)) return { kind: 'mail_unfinished', detail }
  await records.markGone(location)
  // Under its new number it was met anew.
  return isNumberedAnew ? undefined : { kind: 'mail_gone', detail }
}
