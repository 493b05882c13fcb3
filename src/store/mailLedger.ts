import { createHash } from 'node:crypto'
import { type Connection, mongo } from 'mongoose'
import type { Clock } from '../domain/clock'
import type { QuarantineCause } from '../domain/quarantine'
import type { MailPlace } from '../domain/mailPlace'
import type { KeptMessage, MailLedger, MailRow } from '../email/keptMailPorts'
import type { FolderPlace, MailLocation } from '../email/mailboxPorts'
import { upsertTogether } from './writeTogether'
import { type MailRowDocument, type MailRowModel, mailRowModel } from './mailRowModel'
import { ignoreDuplicate, isDuplicateKey } from './openSealer'
import { putUpQuarantineCard, quarantineCardId } from './quarantineCards'
import { type TaskModel, taskModel } from './taskModel'

/** Ids in one query. */
const IDS_A_QUERY = 1_000
const UNFINISHED_A_PAGE = 100

export class StoredMailLedger implements MailLedger {
  private readonly rows: MailRowModel
  private readonly tasks: TaskModel

  constructor(connection: Connection, private readonly now: Clock) {
    this.rows = mailRowModel(connection)
    this.tasks = taskModel(connection)
  }

  async find(place: MailPlace, uidValidity: string, uids: readonly number[]): Promise<ReadonlyMap<number, MailRow>> {
    const { account, mailbox } = place
    const found = new Map<number, MailRow>()
    for (let start = 0; start < uids.length; start += IDS_A_QUERY) {
      const ids = uids.slice(start, start + IDS_A_QUERY).map((uid) => rowId({ account, mailbox, uidValidity, uid }))
      const rows = await this.rows.find({ _id: { $in: ids } }).lean<MailRowDocument[]>()
      for (const row of rows) found.set(row.uid, toRow(row))
    }
    return found
  }

  async unfinished({ account, mailbox }: MailPlace, after?: KeptMessage): Promise<readonly KeptMessage[]> {
    const filter = { account, mailbox, state: 'kept' as const, ...(after && { _id: { $gt: rowId(after.location) } }) }
    const rows = await this.rows.find(filter).sort({ _id: 1 }).limit(UNFINISHED_A_PAGE).lean<MailRowDocument[]>()
    return rows.flatMap((row) => toKept(row) ?? [])
  }

  async recordKept(messages: readonly KeptMessage[]): Promise<readonly KeptMessage[]> {
    const { made, refused } = await upsertTogether(this.rows.db, this.rows.collection.collectionName, messages.map(({ location, ...facts }) => ({
      // A row that is further on is left alone: another process was first, and its file counts.
      q: { _id: rowId(location), state: { $in: ['seen', 'gone', 'moved_back'] } },
      u: { $set: { ...facts, state: 'kept' }, $setOnInsert: this.newRow(location) },
    })))
    // Two processes at once: the other one's rows stand. Any other refusal is thrown.
    const refusal = refused.find((each) => !isDuplicateKey(each))
    if (refusal) throw new mongo.MongoServerError({ ...refusal })
    const met = messages.filter((_, place) => !made.has(place))
    const rows = met.length === 0 ? [] : await this.rows.find({ _id: { $in: met.map(({ location }) => rowId(location)) } }).lean<MailRowDocument[]>()
    const standing = new Map(rows.map((row) => [row._id, toKept(row)]))
    return messages.map((message) => standing.get(rowId(message.location)) ?? message)
  }

  async noteSeen(locations: readonly MailLocation[]): Promise<void> {
    for (const location of locations) {
      const row = { ...this.newRow(location), state: 'seen' as const }
      await this.rows.updateOne({ _id: rowId(location) }, { $setOnInsert: row }, { upsert: true }).catch(ignoreDuplicate)
    }
  }

  async markIngested(locations: readonly MailLocation[]): Promise<void> {
    await this.rows.updateMany({ _id: { $in: locations.map(rowId) }, state: 'kept' }, { $set: { state: 'ingested' } })
  }

  async countFailure(location: MailLocation, code: string): Promise<number> {
    const row = await this.rows.findOneAndUpdate(
      { _id: rowId(location) },
      { $inc: { failures: 1 }, $set: { cause: code }, $setOnInsert: { ...this.newRow(location, false), state: 'seen' } },
      { upsert: true, returnDocument: 'after' },
    ).lean<MailRowDocument>()
    return row?.failures ?? 1
  }

  async countDrop(location: MailLocation): Promise<number> {
    const row = await this.rows.findOneAndUpdate(
      { _id: rowId(location) },
      { $inc: { drops: 1 }, $setOnInsert: { ...this.newRow(location), state: 'seen' } },
      { upsert: true, returnDocument: 'after' },
    ).lean<MailRowDocument>()
    return row?.drops ?? 1
  }

  async quarantine(location: MailLocation, cause: QuarantineCause, receivedAt?: Date): Promise<void> {
    const _id = rowId(location)
    const row = await this.rows.findById(_id, { replays: 1 }).lean<Pick<MailRowDocument, 'replays'>>()
    // The card first: a row in quarantine always has one.
    await putUpQuarantineCard(this.tasks, quarantineCardId(_id, row?.replays), cause, this.now())
    const change = { $set: { state: 'quarantined', cause, ...(receivedAt && { receivedAt }) }, $setOnInsert: this.newRow(location) } as const
    await this.rows.updateOne({ _id }, change, { upsert: true }).catch(ignoreDuplicate)
  }

  async noteHeld(location: MailLocation, held: FolderPlace): Promise<void> {
    await this.rows.updateOne({ _id: rowId(location), state: 'quarantined' }, { $set: { held } })
  }

  private newRow({ account, mailbox, uidValidity, uid }: MailLocation, withFailures = true) {
    return { account, mailbox, uidValidity, uid, firstMetAt: this.now(), ...(withFailures && { failures: 0 }) }
  }
}

export const rowId = ({ account, mailbox, uidValidity, uid }: MailLocation): string =>
  createHash('sha256').update(JSON.stringify([account, mailbox, uidValidity, uid])).digest('hex')

export function toRow(row: MailRowDocument): MailRow {
  const kept = toKept(row)
  return Object.freeze({ location: locationOf(row), state: row.state, failures: row.failures, drops: row.drops ?? 0, ...(kept && { kept }) })
}

export function toKept(row: MailRowDocument): KeptMessage | undefined {
  const { sha256, intakeId, rawFileId, size, receivedAt } = row
  if (!sha256 || !intakeId || !rawFileId || size === undefined || !receivedAt) return undefined
  return Object.freeze({ location: locationOf(row), sha256, intakeId, rawFileId, size, receivedAt })
}

export const locationOf = ({ account, mailbox, uidValidity, uid }: MailRowDocument): MailLocation =>
  Object.freeze({ account, mailbox, uidValidity, uid })
