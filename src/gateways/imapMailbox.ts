import { ImapFlow, type ImapFlowOptions } from 'imapflow'
import { type MailPlace, mailPlaceOf } from '../domain/mailPlace'
import type { ConnectedMailbox, FolderPlace, FolderView, MailboxConnector, MailFolder, OpenFolder, OpenInbox } from '../email/mailboxPorts'
import { ImapFailure } from './imapFailure'
import { ImapInbox } from './imapInbox'
import { openFolder } from './imapFolder'
import { viewOfFolder } from './imapMarks'
import type { AccessTokens } from './oauthTokens'

interface ImapMailboxSettings {
  /** `imaps://user:password@host:993/INBOX`; `imap://` for loopback only, which the settings check. */
  readonly url: string
  /** Opens the mailbox when the address holds no password. */
  readonly tokens?: AccessTokens
  /** After so long without a word from the server the connection is given up. @defaultValue 90 seconds, in milliseconds */
  readonly socketTimeoutMs?: number
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
export function imapMailbox({ url, tokens, socketTimeoutMs = SOCKET_TIMEOUT_MS }: ImapMailboxSettings): MailboxConnector {
  const { protocol, hostname, port, username, password } = new URL(url)
  const place = mailPlaceOf(url)
  const user = decodeURIComponent(username)
  const secure = protocol === 'imaps:'
  const optionsWith = (auth: ImapFlowOptions['auth']): ImapFlowOptions => ({
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    ...(auth && { auth }),
    // Its own log holds the traffic, and so the mail.
    logger: false,
    socketTimeout: socketTimeoutMs,
    maxIdleTime: Math.min(IDLE_RENEWAL_MS, socketTimeoutMs / 2),
    autoIdleDelay: IDLE_AFTER_MS,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    clientInfo: { name: 'advice-line' },
  })
  const connectByToken = async (withTokens: AccessTokens): Promise<ConnectedMailbox> => {
    const accessToken = await withTokens.current()
    return connect(optionsWith({ user, accessToken }), place).catch((error: unknown) => {
      if (isSignInRefused(error)) withTokens.refused(accessToken)
      throw error
    })
  }
  return {
    ...place,
    connect: async () => {
      if (password !== '' || !tokens) return connect(optionsWith({ user, pass: decodeURIComponent(password) }), place)
      // Once more with a new token: one may be taken back before its time.
      return connectByToken(tokens).catch(async (error: unknown) => (isSignInRefused(error) ? connectByToken(tokens) : Promise.reject(error)))
    },
  }
}

const isSignInRefused = (error: unknown): boolean => error instanceof ImapFailure && error.code === SIGN_IN_REFUSED
const SIGN_IN_REFUSED = 'sign_in_refused'

async function connect(options: ImapFlowOptions, { account, mailbox }: MailPlace): Promise<ConnectedMailbox> {
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
    throw signInFailure(error) ?? error
  }
}

/** The library's error holds the server's words, and no code. */
function signInFailure(error: unknown): ImapFailure | undefined {
  if (!(error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true)) return undefined
  // RFC 5530: what checks the password is away, which says nothing of the password.
  const isAway = 'serverResponseCode' in error && error.serverResponseCode === 'UNAVAILABLE'
  return new ImapFailure(isAway ? 'sign_in_unavailable' : SIGN_IN_REFUSED)
}

class ImapConnection implements ConnectedMailbox {
  constructor(
    private readonly client: ImapFlow,
    readonly account: string,
    readonly mailbox: string,
    private readonly places: ReadonlyMap<MailFolder, string>,
    readonly closed: Promise<void>,
  ) {}

  get connected(): boolean {
    return this.client.usable
  }

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

  async moveFrom(folder: MailFolder, held: FolderPlace, to: MailFolder | 'inbox'): Promise<FolderPlace | 'somewhere' | undefined> {
    return this.within(folder, async () => moveOne(this.client, held, to === 'inbox' ? this.mailbox : this.pathOf(to)))
  }

  async withFolder<T>(folder: MailFolder, work: (open: OpenFolder) => Promise<T>): Promise<T> {
    return this.within(folder, async () => work(openFolder(this.client, folder, new ImapInbox(this.client, this.places))))
  }

  async lookInto(folder: MailFolder): Promise<FolderView> {
    return this.within(folder, async () => viewOfFolder(this.client))
  }

  /** Goes back to the inbox afterwards: the server tells of news in the selected folder only. */
  private async within<T>(folder: MailFolder, work: () => Promise<T>): Promise<T> {
    const lock = await this.client.getMailboxLock(this.pathOf(folder), { acquireTimeout: LOCK_TIMEOUT_MS })
    try {
      return await work()
    } finally {
      lock.release()
      // Whoever needs the inbox next hears of it when it cannot be selected.
      await this.withInbox(async () => undefined).catch(() => undefined)
    }
  }

  private pathOf(folder: MailFolder): string {
    return this.places.get(folder) ?? folder
  }

  async close(): Promise<void> {
    const limit = setTimeout(() => this.client.close(), 2_000)
    await this.client.logout().catch(() => undefined)
    clearTimeout(limit)
    this.client.close()
  }
}

/** Moves one message of the selected folder. */
async function moveOne(client: ImapFlow, { uidValidity, uid }: FolderPlace, place: string): Promise<FolderPlace | 'somewhere' | undefined> {
  if (!client.mailbox || String(client.mailbox.uidValidity) !== uidValidity) return undefined
  const found = await client.search({ uid: String(uid) }, { uid: true })
  if (!found || !found.includes(uid)) return undefined
  const moved = await client.messageMove(String(uid), place, { uid: true })
  if (!moved) throw new ImapFailure('move_refused')
  const now = moved.uidMap?.get(uid)
  return now === undefined ? 'somewhere' : { uidValidity: String(moved.uidValidity), uid: now }
}
