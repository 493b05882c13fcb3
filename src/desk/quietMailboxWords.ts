import type { MailboxReport } from '../domain/mailboxWatch'
import { londonShort } from './londonTime'

/** For everybody at the desk: mail may wait where nobody looks. */
export const quietMailboxWords = (quiet: readonly (MailboxReport & { readonly quietSince: Date })[], now: Date): readonly string[] =>
  quiet.map(({ account, quietSince }) =>
    `Nobody has looked into the mailbox ${account} since ${londonShort(quietSince, now)}. Emails may be waiting there unseen: open it by hand, and tell whoever runs the service.`)
