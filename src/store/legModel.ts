import { type Connection, type Model, Schema } from 'mongoose'
import type { Leg } from '../domain/leg'
import type { LegEventEntry } from '../telephone/legs/ports'

/** A worker's leg as stored. Holds staff names and the network's names of calls, and nothing that a caller said. */
export interface LegDocument extends Omit<Leg, 'id'> {
  _id: string
  version: number
  events: LegEventEntry[]
  /** When the network is asked what became of it; absent once it is over. */
  lookAt?: Date
}

const { Mixed } = Schema.Types

// What the parts hold is said once, in domain/leg.ts, and checked by the compiler.
const schema = new Schema<LegDocument>(
  {
    _id: { type: String, required: true },
    intakeId: { type: String, required: true },
    adviser: { type: Mixed, required: true },
    screening: { type: Mixed, required: true },
    startedAt: { type: Date, required: true },
    state: { type: String, required: true },
    callSid: String,
    unclear: Boolean,
    answeredAt: Date,
    key: String,
    talk: Mixed,
    talked: Boolean,
    callerGone: Boolean,
    ending: String,
    dropped: String,
    overAt: Date,
    outcome: String,
    version: { type: Number, required: true },
    events: { type: [Mixed], required: true },
    lookAt: Date,
  } as never,
  { collection: 'legs', versionKey: false, strict: 'throw' },
)

// Sparse: only legs that are under way stand in it.
schema.index({ lookAt: 1 }, { sparse: true })
schema.index({ callSid: 1 }, { sparse: true })
schema.index({ intakeId: 1, startedAt: -1 })

export type LegModel = Model<LegDocument>

export const legModel = (connection: Connection): LegModel =>
  (connection.models['Leg'] as LegModel | undefined) ?? connection.model<LegDocument>('Leg', schema)
