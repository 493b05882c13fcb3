import type { ImapFlow, MailboxObject } from 'imapflow'
import type { FolderView, MailFolder } from '../email/mailboxPorts'
import { ImapFailure } from './imapFailure'

/** Keywords on messages that we dealt with. */
export const MARKS: Readonly<Record<MailFolder, string>> = { Processed: '$Ingested', Quarantine: '$Held' }

/** A server without keywords of our own, as Microsoft's, says so in PERMANENTFLAGS (RFC 3501, 7.1). */
const keepsMarks = ({ permanentFlags }: Pick<MailboxObject, 'permanentFlags'>): boolean =>
  Object.values(MARKS).every((mark) => permanentFlags?.has('\\*') || permanentFlags?.has(mark))

/** The selected folder. */
export async function viewOfFolder(client: ImapFlow): Promise<FolderView> {
  const { mailbox } = client
  if (!mailbox) throw new ImapFailure('not_selected')
  const view = { uidValidity: String(mailbox.uidValidity), messages: mailbox.exists }
  if (view.messages === 0 || !keepsMarks(mailbox)) return view
  const unmarked = await client.search({ unKeyword: MARKS.Processed, not: { keyword: MARKS.Quarantine } }, { uid: true })
  if (!unmarked) throw new ImapFailure('search_refused')
  // Not one of them: the server may lose marks as it moves messages.
  return unmarked.length === view.messages ? view : { ...view, unmarked }
}

/** UIDs in the selected folder that bear the folder's mark and came that day or later. Where it keeps no marks: all of those in Processed, and none in Quarantine, where people put some. */
export async function filedSince(client: ImapFlow, folder: MailFolder, since: Date): Promise<readonly number[]> {
  const { mailbox } = client
  if (!mailbox) throw new ImapFailure('not_selected')
  const isMarked = keepsMarks(mailbox)
  if (mailbox.exists === 0 || (!isMarked && folder === 'Quarantine')) return []
  const found = await client.search({ since, ...(isMarked && { keyword: MARKS[folder] }) }, { uid: true })
  if (!found) throw new ImapFailure('search_refused')
  return found
}
