import type { Connection } from 'mongoose'
import type { CallsHeld, HeldCall } from '../telephone/reconciliation/ports'
import type { TelephonyDocument } from './documents/telephonyDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import type { Sealer } from './seal'

/** Ids in one question to the database. */
const AT_ONCE = 500

interface Held {
  readonly telephony: Pick<TelephonyDocument, 'callSid' | 'open' | 'recordings'>
}

/** What we hold of calls, for comparing with the network's lists: nothing sealed is read. */
export class StoredCallsHeld implements CallsHeld {
  private readonly intakes: IntakeModel

  constructor(connection: Connection, private readonly sealer: Sealer) {
    this.intakes = intakeModel(connection)
  }

  async find(callSids: readonly string[]): Promise<ReadonlyMap<string, HeldCall>> {
    const found = new Map<string, HeldCall>()
    for (let from = 0; from < callSids.length; from += AT_ONCE) {
      const ids = callSids.slice(from, from + AT_ONCE).map((callSid) => this.sealer.lookupHash('phone', callSid))
      const documents = await this.intakes
        .find({ _id: { $in: ids } }, { 'telephony.callSid': 1, 'telephony.open': 1, 'telephony.recordings': 1 })
        .lean<Held[]>()
      for (const { telephony: { callSid, open, recordings } } of documents) found.set(callSid, { isOpen: open === true, recordings })
    }
    return found
  }

  async openBefore(before: Date, limit: number): Promise<readonly string[]> {
    const documents = await this.intakes
      .find({ receivedAt: { $lt: before }, 'telephony.open': true } as never, { 'telephony.callSid': 1 })
      .sort({ receivedAt: 1 }).limit(limit).lean<Held[]>()
    return documents.map(({ telephony }) => telephony.callSid)
  }
}
