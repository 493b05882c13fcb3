import type { Connection } from 'mongoose'
import type { MailPlace } from '../domain/mailPlace'
import type { MailboxBeats, WatchStanding } from '../email/mailbox/watchRecord'
import { placeId } from './mailRecords'
import { ignoreDuplicate } from './openSealer'

export interface MailboxDocument {
  _id: string
  account: string
  mailbox: string
  /** When its watch was last heard, and what it said; a process that stands by says so in a field of its own. */
  at?: Date
  state?: WatchStanding['state']
  standbyAt?: Date
  lastSyncAt?: Date
  outSince?: Date
  cause?: string
  failures?: number
}

/** How each mailbox is, as its watch last told: one document a mailbox, so that it never grows. */
export class StoredMailboxBeats implements MailboxBeats {
  constructor(private readonly connection: Connection) {}

  async beat({ account, mailbox }: MailPlace, { state, lastSyncAt, out }: WatchStanding, at: Date): Promise<void> {
    const names = { account, mailbox }
    const change = state === 'standby'
      ? { $set: { ...names, standbyAt: at } }
      : {
          $set: { ...names, at, state, failures: out?.failures ?? 0, ...(out && { cause: out.cause }) },
          ...(lastSyncAt && { $max: { lastSyncAt } }),
          // Since the first failure, whichever process had it.
          ...(out ? { $min: { outSince: out.since } } : state === 'watching' && { $unset: { outSince: '' as const, cause: '' as const } }),
        }
    await this.mailboxes.updateOne({ _id: placeId({ account, mailbox }) }, change, { upsert: true }).catch(ignoreDuplicate)
  }

  async read(places: readonly MailPlace[]): Promise<readonly (MailboxDocument | undefined)[]> {
    const found = await this.mailboxes.find({ _id: { $in: places.map(placeId) } }).toArray()
    return places.map((place) => found.find(({ _id }) => _id === placeId(place)))
  }

  private get mailboxes() {
    return this.connection.collection<MailboxDocument>('mailboxes')
  }
}
