import type { ImapFlow } from 'imapflow'
import type { FolderView, MailFolder } from '../email/ports'
import { ImapFailure } from './imapFailure'

/** Keywords on messages that we dealt with. */
export const MARKS: Readonly<Record<MailFolder, string>> = { Processed: '$Ingested', Quarantine: '$Held' }

/** The selected folder. A server without keywords of our own, as Microsoft's, says so in PERMANENTFLAGS (RFC 3501, 7.1). */
export async function viewOfFolder(client: ImapFlow): Promise<FolderView> {
  const { mailbox } = client
  if (!mailbox) throw new ImapFailure('not_selected')
  const view = { uidValidity: String(mailbox.uidValidity), messages: mailbox.exists }
  const keepsMarks = Object.values(MARKS).every((mark) => mailbox.permanentFlags?.has('\\*') || mailbox.permanentFlags?.has(mark))
  if (view.messages === 0 || !keepsMarks) return view
  const unmarked = await client.search({ unKeyword: MARKS.Processed, not: { keyword: MARKS.Quarantine } }, { uid: true })
  if (!unmarked) throw new ImapFailure('search_refused')
  // Not one of them: the server may lose marks as it moves messages.
  return unmarked.length === view.messages ? view : { ...view, unmarked }
}
