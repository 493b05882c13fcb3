import type { Connection } from 'mongoose'
import type { Leg, LegPurpose } from '../domain/leg'
import type { LegChange, LegLedger, StoredLeg } from '../telephone/legs/ports'
import { type LegDocument, type LegModel, legModel } from './legModel'

/** Legs of the staff, in `legs`. */
export class StoredLegLedger implements LegLedger {
  private readonly legs: LegModel

  constructor(connection: Connection) {
    this.legs = legModel(connection)
  }

  async create({ id, ...leg }: Leg, lookAt: Date): Promise<void> {
    await this.legs.create({ _id: id, ...leg, version: 1, events: [], lookAt })
  }

  async find(legId: string): Promise<StoredLeg | undefined> {
    const document = await this.legs.findById(legId).lean<LegDocument>()
    if (!document) return undefined
    return Object.freeze({ leg: toLeg(document), version: document.version, events: document.events })
  }

  async applyEvent(legId: string, version: number, { event, after, lookAt }: LegChange): Promise<boolean> {
    const { id: _id, ...facts } = after
    const { modifiedCount } = await this.legs.updateOne(
      { _id: legId, version, 'events.key': { $ne: event.key } },
      {
        $set: { ...facts, ...(lookAt && { lookAt }) },
        ...(!lookAt && { $unset: { lookAt: '' as const } }),
        $push: { events: event },
        $inc: { version: 1 },
      },
    )
    return modifiedCount === 1
  }

  async overdue(at: Date, limit: number): Promise<readonly Leg[]> {
    const found = await this.legs.find({ lookAt: { $lte: at } }).sort({ lookAt: 1 }).limit(limit).lean<LegDocument[]>()
    return found.map(toLeg)
  }

  async lookAgain(legId: string, lookAt: Date): Promise<void> {
    await this.legs.updateOne({ _id: legId, lookAt: { $exists: true } }, { $set: { lookAt } })
  }

  async known(callSids: readonly string[]): Promise<ReadonlySet<string>> {
    if (callSids.length === 0) return new Set()
    const found = await this.legs.find({ callSid: { $in: [...callSids] } }, { callSid: 1 }).lean<Pick<LegDocument, 'callSid'>[]>()
    return new Set(found.flatMap(({ callSid }) => callSid ?? []))
  }

  async latestOf(intakeId: string, purpose: LegPurpose): Promise<Leg | undefined> {
    const found = await this.legs.findOne({ intakeId, 'screening.kind': purpose } as never).sort({ startedAt: -1 }).lean<LegDocument>()
    return found ? toLeg(found) : undefined
  }
}

function toLeg({ _id, version: _version, events: _events, lookAt: _lookAt, ...facts }: LegDocument): Leg {
  return Object.freeze({ id: _id, ...facts })
}
