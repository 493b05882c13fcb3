import { createHash } from 'node:crypto'
import { type Connection, mongo } from 'mongoose'
import type { MailPlace } from '../domain/mailPlace'
import type { KeptMessage } from '../email/keptMailPorts'
import type { FolderPlace, MailLocation } from '../email/mailboxPorts'
import type { MailGap, MailGapCards, MailRecords, UnfinishedMessage, UnrecordedMail } from '../email/reconciliation/ports'
import { GapCards } from './gapCards'
import { inBatches } from './inBatches'
import { type IntakeModel, intakeModel } from './intakeModel'
import { locationOf, rowId, toKept } from './mailLedger'
import { type MailRowDocument, type MailRowModel, mailRowModel } from './mailRowModel'

/** A message is met after its server took it; their clocks may differ by so much, in milliseconds. */
const CLOCKS_DIFFER_MS = 24 * 3_600_000

/** Names a mailbox where its address should not stand. */
export const placeId = ({ account, mailbox }: MailPlace): string =>
  createHash('sha256').update(JSON.stringify([account, mailbox])).digest('hex').slice(0, 24)

interface SmallFile {
  _id: string
  keptAt: Date
}

interface LargeFile {
  _id: mongo.ObjectId
  uploadDate: Date
  metadata: { intakeId: string }
}

/** What the store knows of a mailbox's messages, for comparing. Every query walks an index no further than its window. */
export class StoredMailRecords implements MailRecords {
  private readonly rows: MailRowModel
  private readonly intakes: IntakeModel

  constructor(private readonly connection: Connection) {
    this.rows = mailRowModel(connection)
    this.intakes = intakeModel(connection)
  }

  async unfinishedBefore({ account, mailbox }: MailPlace, before: Date, limit: number): Promise<readonly UnfinishedMessage[]> {
    const filter = { account, mailbox, state: { $in: ['kept' as const, 'seen' as const] }, firstMetAt: { $lt: before } }
    const rows = await this.rows.find(filter).limit(limit).lean<MailRowDocument[]>()
    return rows.map((row) => Object.freeze({ location: locationOf(row), isKept: row.state === 'kept' }))
  }

  async markGone(location: MailLocation): Promise<void> {
    await this.rows.updateOne({ _id: rowId(location), state: 'seen' }, { $set: { state: 'gone' } })
  }

  async withoutEnquiry({ account, mailbox }: MailPlace, since: Date): Promise<readonly KeptMessage[]> {
    const cursor = this.rows.find({ account, mailbox, state: 'ingested', firstMetAt: { $gte: since } }).lean<MailRowDocument[]>().cursor()
    const absent: KeptMessage[] = []
    for await (const batch of inBatches<MailRowDocument>(cursor)) {
      const known = await this.enquiriesAmong(batch.flatMap(({ intakeId }) => intakeId ?? []))
      absent.push(...batch.flatMap((row) => toKept(row) ?? []).filter(({ intakeId }) => !known.has(intakeId)))
    }
    return absent
  }

  async withoutRecord(since: Date, before: Date): Promise<readonly UnrecordedMail[]> {
    const unrecorded: UnrecordedMail[] = []
    for await (const batch of inBatches(this.keptBetween(since, before))) {
      const ids = batch.map(({ intakeId }) => intakeId)
      const [enquiries, rows] = [await this.enquiriesAmong(ids), new Set<unknown>(await this.rows.distinct('intakeId', { intakeId: { $in: ids } }))]
      unrecorded.push(...batch.filter(({ intakeId }) => !enquiries.has(intakeId) && !rows.has(intakeId)))
    }
    return unrecorded
  }

  /** Small messages and large ones, see rawMail.ts; of each only whose and when. */
  private async *keptBetween(since: Date, before: Date): AsyncGenerator<UnrecordedMail> {
    const small = this.connection.collection<SmallFile>('rawMailSmall')
    for await (const { _id: intakeId, keptAt } of small.find({ keptAt: { $gte: since, $lt: before } }, { projection: { keptAt: 1 } })) {
      yield { intakeId, rawFileId: intakeId, keptAt }
    }
    // Ids begin with the time at which they were made, in whole seconds.
    const large = this.connection.collection<LargeFile>('rawMail.files')
    for await (const { _id, uploadDate: keptAt, metadata } of large.find({ _id: { $gte: idAt(since), $lt: idAt(before) } })) {
      yield { intakeId: metadata.intakeId, rawFileId: _id.toHexString(), keptAt }
    }
  }

  async arrivals({ account }: MailPlace, since: Date): Promise<ReadonlyMap<number, number>> {
    const filter = { ...(await this.ofAccount(account)), state: { $in: ['kept' as const, 'ingested' as const, 'quarantined' as const] }, firstMetAt: metSince(since) }
    const arrivals = new Map<number, number>()
    for await (const { receivedAt } of this.rows.find(filter, { receivedAt: 1 }).lean<Pick<MailRowDocument, 'receivedAt'>[]>().cursor()) {
      if (receivedAt && receivedAt >= since) arrivals.set(receivedAt.getTime(), (arrivals.get(receivedAt.getTime()) ?? 0) + 1)
    }
    return arrivals
  }

  async heldPlaces({ account }: MailPlace, since: Date): Promise<readonly (FolderPlace | undefined)[]> {
    const filter = { ...(await this.ofAccount(account)), state: 'quarantined' as const, firstMetAt: metSince(since) }
    const rows = await this.rows.find(filter, { held: 1 }).lean<Pick<MailRowDocument, 'held'>[]>()
    return rows.map(({ held }) => held)
  }

  async counts({ account }: MailPlace): Promise<{ ingested: number; quarantined: number }> {
    const all = await this.ofAccount(account)
    const [ingested = 0, quarantined = 0] = await Promise.all(
      (['ingested', 'quarantined'] as const).map(async (state) => this.rows.countDocuments({ ...all, state })),
    )
    return { ingested, quarantined }
  }

  /** Of every watched mailbox of the account. They are named, so that a query still walks its index no further than its window. */
  private async ofAccount(account: string): Promise<{ account: string; mailbox: { $in: string[] } }> {
    return { account, mailbox: { $in: await this.rows.distinct('mailbox', { account }) } }
  }

  private async enquiriesAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await this.intakes.find({ _id: { $in: ids } }, { _id: 1 }).lean<{ _id: string }[]>()
    return new Set(found.map(({ _id }) => _id))
  }
}

/** Cards for gaps between a mailbox and our records; the mailbox stands on them by its name of the settings. */
export class StoredMailGapCards implements MailGapCards {
  private readonly cards: GapCards

  constructor(connection: Connection) {
    this.cards = new GapCards(connection)
  }

  async raise(place: MailPlace, gap: MailGap, { mailbox, at, dueAt }: { readonly mailbox: string; readonly at: Date; readonly dueAt: Date }): Promise<boolean> {
    const group = isClosedByPeople(gap) ? undefined : placeId(place)
    return this.cards.raise({ key: keyOf(place, gap), cause: `${gap.kind}:${mailbox}`, ...(group !== undefined && { group }) }, { at, dueAt })
  }

  async closeMended(place: MailPlace, found: readonly MailGap[], at: Date): Promise<number> {
    return this.cards.closeMended(placeId(place), found.map((gap) => keyOf(place, gap)), at)
  }
}

/** What happened and is over, as against what is so: only a person can say that it is dealt with. */
const isClosedByPeople = ({ kind }: MailGap): boolean => [
  'mail_gone', 'enquiry_was_absent', 'mail_without_record', 'enquiry_missing', 'mail_forgotten', 'mail_not_brought_back', 'mail_card_missing',
].includes(kind)

/** An enquiry, or bytes without a row, are those of no mailbox: whichever finds them, it is one gap. */
const keyOf = (place: MailPlace, { kind, detail }: MailGap): readonly string[] =>
  kind === 'mail_without_record' || kind === 'enquiry_missing' ? [kind, detail] : [kind, placeId(place), detail]

const metSince = (since: Date): { $gte: Date } => ({ $gte: new Date(since.getTime() - CLOCKS_DIFFER_MS) })

const idAt = (at: Date): mongo.ObjectId => mongo.ObjectId.createFromTime(Math.floor(at.getTime() / 1_000))
