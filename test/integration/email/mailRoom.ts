import { randomBytes } from 'node:crypto'
import { ImapFlow } from 'imapflow'
import type { Connection } from 'mongoose'
import { pino } from 'pino'
import { ingestMessages } from '../../../src/email/ingest/ingestMessages'
import { LateMessages } from '../../../src/email/ingest/lateMessages'
import { MailMemory } from '../../../src/email/ingest/mailMemory'
import { keepMessages } from '../../../src/email/ingest/keepMessages'
import { SERVICE } from '../../../config/service'
import type { Compared } from '../../../src/domain/reconciliation'
import type { MailPlace } from '../../../src/domain/mailPlace'
import type { EmailIntakes } from '../../../src/email/intakePorts'
import type { MailLedger, RawMail } from '../../../src/email/keptMailPorts'
import type { ConnectedMailbox } from '../../../src/email/mailboxPorts'
import { reconcileMailbox } from '../../../src/email/reconciliation/reconcileMailbox'
import { carryOutReplays } from '../../../src/email/replay/carryOutReplays'
import { syncMailbox, type SyncMailboxDeps, type SyncResult } from '../../../src/email/mailbox/syncMailbox'
import type { WatchMailboxDeps } from '../../../src/email/mailbox/watchMailbox'
import { imapMailbox } from '../../../src/gateways/imapMailbox'
import { StoredEmailIntakes } from '../../../src/store/emailIntakes'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { KeyRing } from '../../../src/store/keyRing'
import { StoredLeases } from '../../../src/store/leases'
import { StoredMailboxBeats } from '../../../src/store/mailboxBeats'
import { StoredMailLedger } from '../../../src/store/mailLedger'
import { StoredMailGapCards, StoredMailRecords } from '../../../src/store/mailRecords'
import { StoredMailReplays } from '../../../src/store/mailReplays'
import { type MailRowDocument, mailRowModel } from '../../../src/store/mailRowModel'
import { openSealer } from '../../../src/store/openSealer'
import { StoredRawMail } from '../../../src/store/rawMail'
import { mailReconciliationRecord } from '../../../src/store/reconciliationRuns'
import type { Sealer } from '../../../src/store/seal'
import { type TaskDocument, taskModel } from '../../../src/store/taskModel'
import { toIntake } from '../../../src/store/toIntake'
import { ownReader } from '../../support/judgeSender'
import { freshMailbox, type Mailbox } from '../../support/servers/mailboxes'
import { giveBack, takeMailDatabase } from './mailDatabases'

export const MAIL_FROM = 'reply@advice.example'

/** The real parts behind the email room, on a database of its own. */
export interface MailRoom {
  readonly connection: Connection
  readonly sealer: Sealer
  readonly deps: SyncMailboxDeps
  /** What a watch needs besides its mailbox. */
  readonly watchDeps: Omit<WatchMailboxDeps, 'connector' | 'name'>
  readonly replays: StoredMailReplays
  /** Kinds of the gaps that were counted. */
  readonly gaps: string[]
  readonly leases: StoredLeases
  intakes(): Promise<IntakeDocument[]>
  open(document: IntakeDocument): ReturnType<typeof toIntake>
  rows(): Promise<MailRowDocument[]>
  cards(): Promise<TaskDocument[]>
  /** Takes in one message that no mailbox holds. @returns its enquiry's id */
  receive(raw: string): Promise<string>
  /** Connects, syncs once and signs off. */
  sync(mailbox: Mailbox, replaced?: Partial<SyncMailboxDeps>): Promise<SyncResult>
  /** One turn of the watch: what was asked for, then a sync. */
  turn(mailbox: Mailbox, replaced?: Partial<SyncMailboxDeps>): Promise<void>
  /** Compares mailbox and records once. */
  reconcile(mailbox: Mailbox): Promise<Compared>
  close(): Promise<void>
}

export async function openMailRoom(now: () => Date = () => new Date()): Promise<MailRoom> {
  const connection = await takeMailDatabase()
  const sealer = await openSealer(connection, new KeyRing([{ id: 'test', key: randomBytes(32) }]))
  const rawMail: RawMail = new StoredRawMail(connection, sealer)
  const ledger: MailLedger = new StoredMailLedger(connection, now)
  const intakes: EmailIntakes = new StoredEmailIntakes(connection, sealer, now)
  const deps: SyncMailboxDeps = {
    rawMail, ledger, intakes, now,
    // Without its thread, which takes a second to start; the watch is tested with it.
    reader: ownReader,
    late: new LateMessages(), memory: new MailMemory(),
    own: { sender: MAIL_FROM, addresses: ['intake@advice.example'] },
    randomHex: () => randomBytes(16).toString('hex'),
    log: pino({ level: 'silent' }),
  }
  let received = 0
  const leases = new StoredLeases(connection, now)
  const replays = new StoredMailReplays(connection, now)
  const gaps: string[] = []
  const watchDeps = {
    ...deps, leases, replays,
    // Nobody but the test asks these servers: to wait a second for each would only make it long.
    reconnectMs: 50,
    beats: new StoredMailboxBeats(connection),
    reconciliation: {
      everyMs: SERVICE.reconciliation.everyMs, windowMs: SERVICE.reconciliation.windowMs, lookWithinMs: SERVICE.reconciliation.lookWithinMs,
      everythingEveryMs: SERVICE.reconciliation.everythingEveryMs, alarmAfterMs: SERVICE.reconciliation.alarmAfterMs,
      finishWithinMs: SERVICE.reconciliation.finishMailWithinMs,
      meter: { gapFound: (kind: string) => void gaps.push(kind) },
      records: new StoredMailRecords(connection),
      gapCards: new StoredMailGapCards(connection),
      runs: (place: MailPlace) => mailReconciliationRecord(connection, place),
    },
  }
  return {
    connection, sealer, deps, watchDeps, replays, gaps,
    leases,
    intakes: async () => intakeModel(connection).find().sort({ receivedAt: 1 }).lean<IntakeDocument[]>(),
    open: (document) => toIntake(document, sealer),
    rows: async () => mailRowModel(connection).find().sort({ uid: 1 }).lean<MailRowDocument[]>(),
    cards: async () => taskModel(connection).find().lean<TaskDocument[]>(),
    receive: async (raw) => {
      const location = { account: 'intake@advice.example', mailbox: 'INBOX', uidValidity: '1', uid: (received += 1) }
      const source = Buffer.from(raw)
      const safe = await keepMessages(deps, [{ location, message: { uid: location.uid, size: source.length, receivedAt: now(), source } }])
      await ingestMessages(deps, safe)
      return safe[0]!.kept.intakeId
    },
    sync: async (mailbox, replaced = {}) => onMailbox(mailbox, async (connected) => {
      const result = await syncMailbox({ ...deps, ...replaced }, { mailbox: connected })
      await deps.late.untilNoneIsLeft()
      return result
    }),
    turn: async (mailbox, replaced = {}) => onMailbox(mailbox, async (connected) => {
      await carryOutReplays({ ...deps, ...replaced, replays }, connected)
      await syncMailbox({ ...deps, ...replaced }, { mailbox: connected })
    }),
    reconcile: async (mailbox) => onMailbox(mailbox, async (connected) =>
      reconcileMailbox({ ...deps, ...watchDeps.reconciliation, name: 'mailbox' }, connected)),
    close: async () => giveBack(connection),
  }
}

/** Connects, works and signs off. */
export async function onMailbox<T>({ imapUrl }: Pick<Mailbox, 'imapUrl'>, work: (connected: ConnectedMailbox) => Promise<T>): Promise<T> {
  const connected = await imapMailbox({ url: imapUrl }).connect()
  try {
    return await work(connected)
  } finally {
    await connected.close()
  }
}

/** How many messages lie in a folder. */
export async function messagesIn(mailbox: Mailbox, folder: string): Promise<number> {
  const found = await mailbox.doveadm('search', ['mailbox', folder, 'all']).catch(() => '')
  return found.split('\n').filter(Boolean).length
}

/** Reads everything in the inbox, as a person with a mail program does. */
export async function markRead({ user, password: pass, port }: Mailbox): Promise<void> {
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth: { user, pass }, logger: false })
  await client.connect()
  await client.mailboxOpen('INBOX')
  await client.messageFlagsAdd('1:*', ['\\Seen'])
  await client.logout()
}

/** Puts messages into the inbox as another mail program does; each with the day on which its server took it, when given. */
export async function append({ user, password: pass, port }: Mailbox, raws: readonly string[], takenAt?: Date): Promise<void> {
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth: { user, pass }, logger: false })
  await client.connect()
  for (const raw of raws) await client.append('INBOX', raw, [], takenAt)
  await client.logout()
}

/** Generous, because the machine may be busy. */
const PATIENCE_MS = 60_000

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not come to that in time.')
    await new Promise((resolve) => void setTimeout(resolve, 30))
  }
}

export { freshMailbox, type Mailbox }
