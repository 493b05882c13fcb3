import type { Logger } from 'pino'
import { batchesOf } from './batches'
import { fileAway } from './fileAway'
import { giveUpOrRetry } from './giveUpOrRetry'
import { ingestMessage, type IngestMessageDeps } from './ingestMessage'
import { keepMessage, type KeepMessageDeps } from './keepMessage'
import type { KeptMessage, Mailbox, MailLocation, MailRow, MailRowState, MessageSummary, OpenInbox } from './ports'
import { noteLostConnection } from './noteLostConnection'
import { resumeKept } from './resumeKept'

export interface SyncMailboxDeps extends KeepMessageDeps, IngestMessageDeps {
  readonly log: Logger
}

export interface SyncMailboxInput {
  readonly mailbox: Mailbox
  /** Ends the sync between two batches; what is left is found by the next. */
  readonly signal?: AbortSignal
}

export interface SyncResult {
  /** Messages that became enquiries, or were found to be one already. */
  readonly ingested: number
  readonly quarantined: number
}

/** Larger messages are not fetched: a person opens them in the mailbox. In bytes. */
export const SIZE_LIMIT = 50 * 1024 * 1024

/**
 * Brings the inbox and the store into step, once. What is new is decided by comparing the inbox's whole list with what
 * the store knows: never by the \Seen flag (people read mail), by date or by a cursor. Safe to repeat at any moment, and
 * by two processes at once.
 */
export async function syncMailbox(deps: SyncMailboxDeps, { mailbox, signal }: SyncMailboxInput): Promise<SyncResult> {
  const resumed = await resumeKept(deps, mailbox)
  return mailbox.withInbox(async (inbox) => {
    const uids = await inbox.listUids()
    const rows = await deps.ledger.find(mailbox, inbox.uidValidity, uids)
    const locationsIn = (state: MailRowState) => [...rows.values()].filter((row) => row.state === state).map(({ location }) => location)
    await fileAway(deps, inbox, locationsIn('ingested'), 'Processed')
    await fileAway(deps, inbox, locationsIn('quarantined'), 'Quarantine')

    const summaries = await inbox.describe(uids.filter((uid) => ['unmet', 'seen'].includes(stateOf(rows, uid))))
    const work = new InboxWork(deps, inbox, (uid) => locate(mailbox, inbox, uid))
    await work.refuse(summaries.filter(({ size }) => size > SIZE_LIMIT), 'too_big')
    const troubles = [...rows.values()].map(({ location, failures, drops }) => [location.uid, failures + drops] as const)
    const suspects = new Map(troubles.filter(([, count]) => count > 0))
    let ingested = resumed
    for (const batch of batchesOf(summaries.filter(({ size }) => size <= SIZE_LIMIT), suspects)) {
      if (signal?.aborted) break
      ingested += await work.take(batch)
    }
    return { ingested, quarantined: work.quarantined }
  })
}

const stateOf = (rows: ReadonlyMap<number, MailRow>, uid: number) => rows.get(uid)?.state ?? 'unmet'

const locate = ({ account, mailbox }: Mailbox, { uidValidity }: OpenInbox, uid: number): MailLocation =>
  ({ account, mailbox, uidValidity, uid })

/** The work on one open inbox: store, flag, make enquiries, file away; in that order, for each batch. */
class InboxWork {
  quarantined = 0

  constructor(
    private readonly deps: SyncMailboxDeps,
    private readonly inbox: OpenInbox,
    private readonly locationOf: (uid: number) => MailLocation,
  ) {}

  /** @returns how many of the batch are enquiries now */
  async take(batch: readonly MessageSummary[]): Promise<number> {
    const kept = await this.keep(batch)
    if (kept.length === 0) return 0
    await this.inbox.flagIngested(kept.map(({ message }) => message.location.uid))
    const outcomes = await Promise.all(kept.map(async ({ message, bytes }) => this.ingest(message, bytes)))
    const done = kept.filter((_, index) => outcomes[index] === 'done').map(({ message }) => message.location)
    const senderless = kept.filter((_, index) => outcomes[index] === 'no_sender').map(({ message }) => message.location)
    await this.deps.ledger.markIngested(done)
    await fileAway(this.deps, this.inbox, done, 'Processed')
    await this.refuse(senderless, 'no_sender')
    return done.length
  }

  /** Hands messages to a person instead of making enquiries of them. */
  async refuse(messages: readonly { readonly uid: number }[], cause: string): Promise<void> {
    const uids = messages.map(({ uid }) => uid)
    for (const uid of uids) {
      await this.deps.ledger.quarantine(this.locationOf(uid), cause)
      this.deps.log.warn({ channel: 'email', uid, cause }, 'message quarantined')
    }
    this.quarantined += uids.length
    await fileAway(this.deps, this.inbox, uids.map(this.locationOf), 'Quarantine')
  }

  private async keep(batch: readonly MessageSummary[]): Promise<{ message: KeptMessage; bytes: Buffer }[]> {
    const fetched = await this.inbox.fetch(batch).catch(async (error) => this.blame(batch, error))
    const keeping = fetched.map(async (found) => ({
      message: await keepMessage(this.deps, this.locationOf(found.uid), found),
      bytes: found.source,
    }))
    return Promise.all(keeping).catch(async (error) => this.blame(batch, error))
  }

  /** Notes whom a failure may be due to. Which of a batch did it is not known; each is tried alone from now on. */
  private async blame(batch: readonly MessageSummary[], error: unknown): Promise<never> {
    const note = this.inbox.connected ? giveUpOrRetry : noteLostConnection
    for (const { uid } of batch) await note(this.deps, this.locationOf(uid), error)
    throw error
  }

  private async ingest(message: KeptMessage, bytes: Buffer): Promise<'done' | 'no_sender' | 'failed'> {
    try {
      return (await ingestMessage(this.deps, message, bytes)) === 'no_sender' ? 'no_sender' : 'done'
    } catch (error) {
      await giveUpOrRetry(this.deps, message.location, error)
      return 'failed'
    }
  }
}
