import type { Connection } from 'mongoose'
import type { AcknowledgedMessages } from '../acknowledgement/ports'
import type { Clock } from '../domain/clock'
import type { IntakeDocument } from './intakeDocument'
import { intakeModel } from './intakeModel'
import { ignoreDuplicate } from './openSealer'

interface TakenDocument {
  /** A keyed hash: AcknowledgementDocument.onceFor. */
  _id: string
  intakeId: string
  expireAt: Date
}

const COLLECTION = 'acknowledgedMessages'
const WEEK_MS = 7 * 24 * 3_600_000

/** In these it has gone out, or will unless a person is told. */
const STANDS: readonly IntakeDocument['acknowledgement']['state'][] = ['pending', 'sending', 'sent', 'unknown', 'bounced']

/** Which enquiry the acknowledgement of a message goes out for, where the message became several; forgotten after a week. */
export class StoredAcknowledgedMessages implements AcknowledgedMessages {
  constructor(private readonly connection: Connection, private readonly now: Clock) {}

  async take(message: string, intakeId: string): Promise<'ours' | 'anothers'> {
    const expireAt = new Date(this.now().getTime() + WEEK_MS)
    await this.taken.updateOne({ _id: message }, { $setOnInsert: { intakeId, expireAt } }, { upsert: true }).catch(ignoreDuplicate)
    const holder = await this.taken.findOne({ _id: message })
    if (!holder || holder.intakeId === intakeId) return 'ours'
    if (await this.stands(holder.intakeId)) return 'anothers'
    // What was held back or failed there has told the sender nothing.
    const { modifiedCount } = await this.taken.updateOne({ _id: message, intakeId: holder.intakeId }, { $set: { intakeId, expireAt } })
    return modifiedCount === 1 ? 'ours' : 'anothers'
  }

  static async ensureIndexes(connection: Connection): Promise<void> {
    await connection.collection(COLLECTION).createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 })
  }

  private async stands(intakeId: string): Promise<boolean> {
    return (await intakeModel(this.connection).exists({ _id: intakeId, 'acknowledgement.state': { $in: STANDS } })) !== null
  }

  private get taken() {
    return this.connection.collection<TakenDocument>(COLLECTION)
  }
}
