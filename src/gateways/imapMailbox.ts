import { ImapFlow, type ImapFlowOptions } from 'imapflow'
import type { ConnectedMailbox, MailboxConnector, MailFolder, OpenInbox } from '../email/ports'
import { ImapInbox } from './imapInbox'

interface ImapMailboxSettings {
  /** `imaps://user:password@host:993/INBOX`; `imap://` for loopback only, which the settings check. */
  readonly url: string
}

/** A half-open connection is noticed within this, since IDLE is renewed more often. In milliseconds. */
const SOCKET_TIMEOUT_MS = 90_000
const IDLE_RENEWAL_MS = 60_000
/** imapflow waits 15 seconds before it idles unless told otherwise: mail that came in between would wait as long. */
const IDLE_AFTER_MS = 300
const CONNECT_TIMEOUT_MS = 20_000
const LOCK_TIMEOUT_MS = 30_000
const FOLDERS: readonly MailFolder[] = ['Processed', 'Quarantine']

/** Reaches one mailbox over IMAP. Every connection is a new client: a closed one cannot be used again. */
export function imapMailbox({ url }: ImapMailboxSettings): MailboxConnector {
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  const user = decodeURIComponent(username)
  const mailbox = decodeURIComponent(pathname.slice(1)) || 'INBOX'
  const account = user.includes('@') ? user.toLowerCase() : `${user}@${hostname}`.toLowerCase()
  const secure = protocol === 'imaps:'
  const options: ImapFlowOptions = {
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    auth: { user, pass: decodeURIComponent(password) },
    // Its own log holds the traffic, and so the mail.
    logger: false,
    socketTimeout: SOCKET_TIMEOUT_MS,
    maxIdleTime: IDLE_RENEWAL_MS,
    autoIdleDelay: IDLE_AFTER_MS,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    clientInfo: { name: 'advice-line' },
  }
  return { account, mailbox, connect: async () => connect(options, account, mailbox) }
}

async function connect(options: ImapFlowOptions, account: string, mailbox: string): Promise<ConnectedMailbox> {
  const client = new ImapFlow(options)
  // Without a listener an error ends the process; what matters of it arrives as `close`.
  client.on('error', () => undefined)
  const closed = new Promise<void>((resolve) => void client.once('close', resolve))
  try {
    await client.connect()
    const places = new Map<MailFolder, string>()
    for (const folder of FOLDERS) places.set(folder, (await client.mailboxCreate(folder)).path)
    await client.mailboxOpen(mailbox)
    return new ImapConnection(client, account, mailbox, places, closed)
  } catch (error) {
    client.close()
    throw error
  }
}

class ImapConnection implements ConnectedMailbox {
  constructor(
    private readonly client: ImapFlow,
    readonly account: string,
    readonly mailbox: string,
    private readonly places: ReadonlyMap<MailFolder, string>,
    readonly closed: Promise<void>,
  ) {}

  onNews(listener: () => void): void {
    this.client.on('exists', ({ count, prevCount }) => {
      if (count > prevCount) listener()
    })
  }

  /** The lock is held for the work only: while it is held the server cannot tell of new mail. */
  async withInbox<T>(work: (inbox: OpenInbox) => Promise<T>): Promise<T> {
    const lock = await this.client.getMailboxLock(this.mailbox, { acquireTimeout: LOCK_TIMEOUT_MS })
    try {
      return await work(new ImapInbox(this.client, this.places))
    } finally {
      lock.release()
    }
  }

  async close(): Promise<void> {
    const limit = setTimeout(() => this.client.close(), 2_000)
    await this.client.logout().catch(() => undefined)
    clearTimeout(limit)
    this.client.close()
  }
}
