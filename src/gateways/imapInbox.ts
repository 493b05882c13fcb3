import type { CopyResponseObject, FetchMessageObject, ImapFlow } from 'imapflow'
import type { FetchedMessage, FolderPlace, MailFolder, MessageSummary, OpenInbox } from '../email/mailboxPorts'
import { ImapFailure } from './imapFailure'
import { MARKS } from './imapMarks'

/** UIDs in one command: a longer line is refused by some servers. */
const UIDS_A_COMMAND = 500

/** The selected mailbox of a client whose lock the caller holds. */
export class ImapInbox implements OpenInbox {
  readonly uidValidity: string
  /** Those that we have marked as taken in. */
  private readonly ingested = new Set<number>()

  constructor(
    private readonly client: ImapFlow,
    private readonly places: ReadonlyMap<MailFolder, string>,
  ) {
    const { mailbox } = client
    if (!mailbox) throw new ImapFailure('not_selected')
    this.uidValidity = String(mailbox.uidValidity)
  }

  get connected(): boolean {
    return this.client.usable
  }

  async listUids(): Promise<readonly number[]> {
    const found = await this.client.search({ all: true }, { uid: true })
    if (!found) throw new ImapFailure('search_refused')
    return found.toSorted((a, b) => a - b)
  }

  async describe(uids: readonly number[]): Promise<readonly MessageSummary[]> {
    const found = await this.inTurns(uids, async (range) =>
      this.client.fetchAll(range, { uid: true, size: true, internalDate: true }, { uid: true }),
    )
    const summaries = found.flat().map(({ uid, size, internalDate }) => ({ uid, size: size ?? 0, receivedAt: dateOf(internalDate) }))
    return asked(summaries, uids)
  }

  async fetch(messages: readonly MessageSummary[]): Promise<readonly FetchedMessage[]> {
    const range = messages.map(({ uid }) => uid).join(',')
    // The whole batch before anything else is done: a command inside a running fetch waits for ever.
    const found = await this.client.fetchAll(range, { uid: true, source: true }, { uid: true })
    const sources = new Map(found.map(({ uid, source }) => [uid, source]))
    return messages.flatMap((message) => {
      // No source: another session removed it. An empty message has an empty one.
      const source = sources.get(message.uid)
      return source ? [{ ...message, source }] : []
    })
  }

  async flagIngested(uids: readonly number[]): Promise<void> {
    await this.mark(uids, 'Processed')
    for (const uid of uids) this.ingested.add(uid)
  }

  async move(uids: readonly number[], folder: MailFolder): Promise<ReadonlyMap<number, FolderPlace>> {
    const place = this.places.get(folder) ?? folder
    const filed = new Map<number, FolderPlace>()
    // Whatever bears no mark in our folders was never dealt with.
    await this.mark(folder === 'Processed' ? uids.filter((uid) => !this.ingested.has(uid)) : uids, folder)
    await this.inTurns(uids, async (range) => {
      // A missing folder is no exception to imapflow; somebody may have removed it since we made it.
      const moved = (await this.moveTo(range, place)) ?? (await this.makeFolder(place), await this.moveTo(range, place))
      if (!moved) throw new ImapFailure('move_refused')
      moved.uidMap?.forEach((uid, from) => filed.set(from, { uidValidity: String(moved.uidValidity), uid }))
    })
    return filed
  }

  private async mark(uids: readonly number[], folder: MailFolder): Promise<void> {
    await this.inTurns(uids, async (range) => this.client.messageFlagsAdd(range, [MARKS[folder]], { uid: true, silent: true }))
  }

  private async moveTo(range: string, place: string): Promise<CopyResponseObject | undefined> {
    return (await this.client.messageMove(range, place, { uid: true })) || undefined
  }

  private async makeFolder(place: string): Promise<void> {
    await this.client.mailboxCreate(place).catch(() => undefined)
  }

  private async inTurns<T>(uids: readonly number[], command: (range: string) => Promise<T>): Promise<T[]> {
    const answers: T[] = []
    for (let start = 0; start < uids.length; start += UIDS_A_COMMAND) {
      answers.push(await command(uids.slice(start, start + UIDS_A_COMMAND).join(',')))
    }
    return answers
  }
}

/** Servers answer some ranges with messages nobody asked for. */
const asked = (summaries: MessageSummary[], uids: readonly number[]): MessageSummary[] => {
  const wanted = new Set(uids)
  return summaries.filter(({ uid }) => wanted.has(uid)).toSorted((a, b) => a.uid - b.uid)
}

const dateOf = (internalDate: FetchMessageObject['internalDate']): Date => {
  const date = internalDate instanceof Date ? internalDate : new Date(internalDate ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? new Date() : date
}
