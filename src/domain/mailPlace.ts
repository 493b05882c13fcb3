/** Where mail lies on a server. */
export interface MailPlace {
  /** Who the mailbox belongs to, such as `intake@mail.example`. */
  readonly account: string
  readonly mailbox: string
}

/**
 * Whose mailbox an address names, and which. A user that is an address belongs to no host, so that a mailbox may move to
 * another server and stay the same.
 *
 * @param address `imaps://user:password@host:993/INBOX`
 */
export function mailPlaceOf(address: string): MailPlace {
  const { hostname, username, pathname } = new URL(address)
  const user = decodeURIComponent(username)
  return {
    account: user.includes('@') ? user.toLowerCase() : `${user}@${hostname}`.toLowerCase(),
    mailbox: decodeURIComponent(pathname.slice(1)) || 'INBOX',
  }
}
