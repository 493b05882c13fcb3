import type { Compared } from '../../domain/reconciliation'
import type { MailPlace } from '../../domain/mailPlace'
import type { ConnectedMailbox, FolderView } from '../mailboxPorts'
import type { ReconcileMailboxDeps } from './deps'
import type { MailGap } from './ports'

type Counts = Awaited<ReturnType<ReconcileMailboxDeps['records']['counts']>>

/**
 * What lies in our folders and bears no mark of ours: somebody put it there, and it was never taken in. Where the server
 * keeps no marks, the numbers there against our rows; fewer is no gap then, for people tidy up.
 */
export async function compareFolders(
  { records }: { readonly records: Pick<ReconcileMailboxDeps['records'], 'counts'> }, mailbox: MailPlace & Pick<ConnectedMailbox, 'lookInto'>,
): Promise<{ readonly gaps: readonly MailGap[]; readonly compared: Compared }> {
  const [processed, held] = [await mailbox.lookInto('Processed'), await mailbox.lookInto('Quarantine')]
  const isMarked = (view: FolderView): boolean => view.messages === 0 || view.unmarked !== undefined
  // Counting walks all there ever was.
  const counts: Counts | undefined = isMarked(processed) && isMarked(held) ? undefined : await records.counts(mailbox)
  return {
    gaps: [
      ...strangersIn(processed, 'mail_unknown_processed', counts?.ingested),
      ...strangersIn(held, 'mail_unknown_held', counts?.quarantined),
    ],
    compared: { processed: processed.messages, held: held.messages, ...counts },
  }
}

/** One gap a folder. A further message makes it another one, with a card that nobody has closed yet. */
function strangersIn({ uidValidity, messages, unmarked }: FolderView, kind: MailGap['kind'], rows: number | undefined): readonly MailGap[] {
  if (messages === 0) return []
  if (unmarked) return unmarked.length === 0 ? [] : [{ kind, detail: `${uidValidity}/${unmarked.reduce((newest, uid) => Math.max(newest, uid), 0)}` }]
  const surplus = messages - (rows ?? messages)
  return surplus > 0 ? [{ kind, detail: String(surplus) }] : []
}
