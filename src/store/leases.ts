import type { Connection } from 'mongoose'
import type { Clock } from '../domain/clock'
import type { Leases } from '../domain/leases'
import { isDuplicateKey } from './openSealer'

interface LeaseDocument {
  _id: string
  holder: string
  until: Date
}

/** Who may do what only one process should. A holder that dies is followed after the lease's end. */
export class StoredLeases implements Leases {
  constructor(private readonly connection: Connection, private readonly now: Clock) {}

  async take(name: string, holder: string, ttlMs: number): Promise<boolean> {
    const now = this.now()
    const free = { _id: name, $or: [{ holder }, { until: { $lte: now } }] }
    try {
      const until = new Date(now.getTime() + ttlMs)
      await this.leases.updateOne(free, { $set: { holder, until } }, { upsert: true })
      return true
    } catch (error) {
      // Nothing matched, so the upsert met the lease that another holds.
      if (isDuplicateKey(error)) return false
      throw error
    }
  }

  async release(name: string, holder: string): Promise<void> {
    await this.leases.deleteOne({ _id: name, holder })
  }

  private get leases() {
    return this.connection.collection<LeaseDocument>('leases')
  }
}
