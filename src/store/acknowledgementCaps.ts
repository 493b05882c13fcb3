import type { Connection } from 'mongoose'
import type { AcknowledgementCaps, CapVerdict } from '../acknowledgement/ports'
import type { Clock } from '../domain/clock'
import { ignoreDuplicate } from './openSealer'
import type { Sealer } from './seal'
import { senderHash } from './senderHash'

export interface CapLimits {
  readonly perSenderHour: number
  readonly perSenderDay: number
  readonly globalHour: number
}

interface CapDocument {
  _id: string
  counted: { intakeId: string; at: Date }[]
  expireAt: Date
}

interface HourDocument {
  _id: string
  count: number
  expireAt: Date
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const COLLECTION = 'acknowledgementCaps'

/**
 * How many acknowledgements a sender had in the last hour and day, counted by enquiry so that a retry is not a second
 * one; and how many all had in this hour by the clock. Known senders only by hash; forgotten after a day.
 */
export class StoredAcknowledgementCaps implements AcknowledgementCaps {
  constructor(
    private readonly connection: Connection,
    private readonly sealer: Sealer,
    private readonly limits: CapLimits,
    private readonly now: Clock,
  ) {}

  async count(to: string, intakeId: string): Promise<CapVerdict> {
    const now = this.now()
    const sender = await this.countForSender(`sender ${senderHash(this.sealer, to)}`, intakeId, now)
    if (sender === 'refused') return 'sender_had_enough'
    if (sender === 'counted_before') return 'allowed'
    return (await this.countForAll(now)) ? 'allowed' : 'everybody_had_enough'
  }

  static async ensureIndexes(connection: Connection): Promise<void> {
    await connection.collection(COLLECTION).createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 })
  }

  private async countForSender(_id: string, intakeId: string, now: Date): Promise<'counted' | 'counted_before' | 'refused'> {
    const caps = this.connection.collection<CapDocument>(COLLECTION)
    const since = (ms: number) => new Date(now.getTime() - ms)
    const recent = (after: Date) => ({
      $size: { $filter: { input: '$counted', cond: { $gt: ['$$this.at', after] } } },
    })
    const entry = { intakeId, at: now }
    // First the room, then the entry, in one conditional write: two workers cannot both take the last place.
    const room = {
      _id,
      'counted.intakeId': { $ne: intakeId },
      $expr: {
        $and: [
          { $lt: [recent(since(HOUR_MS)), this.limits.perSenderHour] },
          { $lt: [recent(since(DAY_MS)), this.limits.perSenderDay] },
        ],
      },
    }
    await caps.updateOne({ _id }, { $setOnInsert: { counted: [] }, $set: { expireAt: new Date(now.getTime() + DAY_MS) } }, { upsert: true })
      .catch(ignoreDuplicate)
    const taken = await caps.updateOne(room, { $push: { counted: { $each: [entry], $slice: -this.limits.perSenderDay } } })
    if (taken.modifiedCount === 1) return 'counted'
    return (await caps.findOne({ _id, 'counted.intakeId': intakeId })) ? 'counted_before' : 'refused'
  }

  private async countForAll(now: Date): Promise<boolean> {
    const hours = this.connection.collection<HourDocument>(COLLECTION)
    const hour = Math.floor(now.getTime() / HOUR_MS)
    const _id = `all ${hour}`
    const expireAt = new Date((hour + 2) * HOUR_MS)
    await hours.updateOne({ _id }, { $setOnInsert: { count: 0, expireAt } }, { upsert: true }).catch(ignoreDuplicate)
    const taken = await hours.updateOne({ _id, count: { $lt: this.limits.globalHour } }, { $inc: { count: 1 } })
    return taken.modifiedCount === 1
  }
}
