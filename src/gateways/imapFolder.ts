import type { ImapFlow } from 'imapflow'
import type { MailFolder, OpenFolder, OpenInbox } from '../email/mailboxPorts'
import { filedSince } from './imapMarks'

/** Servers search by the day alone, in whichever time zone. In milliseconds. */
const DAY_MS = 24 * 3_600_000

/** The selected folder, which is read as the inbox is. */
export const openFolder = (client: ImapFlow, folder: MailFolder, selected: Pick<OpenInbox, 'uidValidity' | 'describe' | 'fetch'>): OpenFolder => ({
  uidValidity: selected.uidValidity,
  filedSince: async (since) => {
    const uids = await filedSince(client, folder, new Date(Math.max(since.getTime() - DAY_MS, 0)))
    return (await selected.describe(uids)).filter(({ receivedAt }) => receivedAt >= since)
  },
  fetch: async (messages) => selected.fetch(messages),
})
