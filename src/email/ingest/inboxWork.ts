import type { Logger } from 'pino'
import type { QuarantineCause } from '../../domain/quarantine'
import { batchesOf, bytesOf, pagesOf } from './batches'
import { fileAway } from '../mailbox/fileAway'
import { quarantineOrRetry } from './quarantineOrRetry'
import { ingestInTime, type IngestInTimeDeps } from './ingestInTime'
import { KeepingAhead } from './keepingAhead'
import { keepMessages, type KeepMessagesDeps } from './keepMessages'
import type { GiveBack, MailMemory } from './mailMemory'
import { noteLostConnection } from '../mailbox/noteLostConnection'
import type { MailLedger, SafeMessage } from '../keptMailPorts'
import type { MailLocation, MessageSummary, OpenInbox } from '../mailboxPorts'

export interface InboxWorkDeps extends KeepMessagesDeps, IngestInTimeDeps {
  readonly ledger: MailLedger
  readonly memory: MailMemory
  readonly log: Logger
}

/** Larger messages are not fetched: a person opens them in the mailbox. In bytes. */
export const SIZE_LIMIT = 50 * 1024 * 1024

/** The work on one open inbox: store, flag, make enquiries, file away; in that order, for each batch. */
export class InboxWork {
  quarantined = 0
  /** Messages that are safe and wait for a reader. */
  waiting = 0
  /** Messages that were left where they are: too many others take long to read, or the signal came. */
  left = 0

  constructor(
    private readonly deps: InboxWorkDeps,
    private readonly inbox: OpenInbox,
    private readonly locationOf: (uid: number) => MailLocation,
    private readonly onBatch?: () => void,
  ) {}

  /**
   * Takes in messages, one batch after the other. While enquiries are made of one, the next are described, fetched and made
   * safe, as far as memory has room for them: of a long backlog the first need not wait until the last was looked at.
   *
   * @param suspects how often each of those failed, by UID
   * @returns how many messages are enquiries now
   */
  async take(uids: readonly number[], suspects: ReadonlyMap<number, number>, signal?: AbortSignal): Promise<number> {
    this.left = uids.length
    const batches = this.batches(pagesOf(uids, suspects), suspects, signal)
    const ahead = new KeepingAhead(batches, async (batch) => this.keep(batch, signal), () => signal?.aborted === true || this.deps.late.isFull)
    let taken = 0
    for await (const safe of ahead.inTurn()) {
      taken += await this.finish(safe)
      this.onBatch?.()
    }
    return taken
  }

  private async *batches(
    pages: readonly (readonly number[])[], suspects: ReadonlyMap<number, number>, signal?: AbortSignal,
  ): AsyncGenerator<readonly MessageSummary[]> {
    for (const page of pages) {
      if (signal?.aborted) return
      const summaries = await this.inbox.describe(page)
      await this.noteRemoved(page.map((uid) => ({ uid })), summaries)
      const tooBig = summaries.filter(({ size }) => size > SIZE_LIMIT)
      await this.refuse(tooBig, 'too_big')
      this.left -= page.length - summaries.length + tooBig.length
      yield* batchesOf(summaries.filter(({ size }) => size <= SIZE_LIMIT), suspects)
    }
  }

  /** Hands messages to a person instead of making enquiries of them. */
  private async refuse(messages: readonly { readonly uid: number; readonly receivedAt?: Date }[], cause: QuarantineCause): Promise<void> {
    const uids = messages.map(({ uid }) => uid)
    for (const { uid, receivedAt } of messages) {
      await this.deps.ledger.quarantine(this.locationOf(uid), cause, receivedAt)
      this.deps.log.warn({ channel: 'email', uid, cause }, 'message quarantined')
    }
    this.quarantined += uids.length
    await fileAway(this.deps, this.inbox, uids.map(this.locationOf), 'Quarantine')
  }

  /** What was listed and is not there any more nobody may forget: it may have been an enquiry. The comparison with our records asks after it. */
  private async noteRemoved(asked: readonly { readonly uid: number }[], got: readonly { readonly uid: number }[]): Promise<void> {
    const there = new Set(got.map(({ uid }) => uid))
    const removed = asked.filter(({ uid }) => !there.has(uid)).map(({ uid }) => this.locationOf(uid))
    if (removed.length > 0) await this.deps.ledger.noteSeen(removed)
  }

  /** @returns nothing when there was no room in memory before the signal came */
  private async keep(batch: readonly MessageSummary[], signal?: AbortSignal): Promise<readonly SafeMessage[]> {
    this.left -= batch.length
    const release = await this.deps.memory.hold(bytesOf(batch), signal)
    if (!release) return []
    try {
      const safe = await this.fetchAndKeep(batch)
      void giveBackAsRead(release, safe)
      return safe
    } catch (error) {
      release()
      return this.blame(batch, error)
    }
  }

  private async fetchAndKeep(batch: readonly MessageSummary[]): Promise<readonly SafeMessage[]> {
    const fetched = await this.inbox.fetch(batch)
    await this.noteRemoved(batch, fetched)
    if (fetched.length === 0) return []
    const safe = await keepMessages(this.deps, fetched.map((message) => ({ location: this.locationOf(message.uid), message })))
    await this.inbox.flagIngested(safe.map(({ kept }) => kept.location.uid))
    return safe
  }

  /** @returns how many are enquiries now */
  private async finish(safe: readonly SafeMessage[]): Promise<number> {
    const { done, senderless, waiting } = await ingestInTime(this.deps, safe)
    this.waiting += waiting.length
    await fileAway(this.deps, this.inbox, done, 'Processed')
    await this.refuse(senderless, 'no_sender')
    return done.length
  }

  /** Notes whom a failure may be due to. Which of a batch did it is not known; each is tried alone from now on. */
  private async blame(batch: readonly MessageSummary[], error: unknown): Promise<never> {
    const note = this.inbox.connected ? quarantineOrRetry : noteLostConnection
    for (const { uid } of batch) await note(this.deps, this.locationOf(uid), error)
    throw error
  }
}

/** Of each message by itself: one that takes long to read shall not keep the room of the others. */
async function giveBackAsRead(giveBack: GiveBack, safe: readonly SafeMessage[]): Promise<void> {
  const read = safe.map(async ({ kept: { size }, reading }) => {
    await reading.catch(() => undefined) // heard by whoever makes the enquiry
    giveBack(size)
  })
  await Promise.all(read)
  // Sizes may differ from those that were told, and some messages may have been gone.
  giveBack()
}
