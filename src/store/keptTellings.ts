import { type Connection, type Model, Schema } from 'mongoose'
import type { ToldOnce } from '../domain/escalation'

/** A telling as a document of its own. */
export interface TellingDocument extends Omit<ToldOnce, 'id'> {
  _id: string
  intakeId: string
}

const schema = new Schema<TellingDocument>(
  {
    _id: { type: String, required: true },
    intakeId: { type: String, required: true },
    about: { type: String, required: true },
    rung: String,
    staffId: { type: String, required: true },
    name: { type: String, required: true },
    way: { type: String, required: true },
    at: { type: Date, required: true },
    outcome: { type: String, required: true },
    says: String,
    instead: Boolean,
  },
  { collection: 'tellings', versionKey: false, strict: 'throw' },
)

// Who was told of this enquiry, in order.
schema.index({ intakeId: 1, at: 1, _id: 1 })

export const tellingModel = (connection: Connection): Model<TellingDocument> =>
  (connection.models['Telling'] as Model<TellingDocument> | undefined) ?? connection.model<TellingDocument>('Telling', schema)

/** Adds tellings, in one command, and waits until they are safe; which stand there already stay as they are. Nothing is ever removed from here. */
export async function keepTellings(connection: Connection, intakeId: string, tellings: readonly ToldOnce[]): Promise<void> {
  if (tellings.length === 0) return
  const writes = tellings.map(({ id, ...told }) => ({ updateOne: { filter: { _id: id }, update: { $setOnInsert: { intakeId, ...told } }, upsert: true } }))
  await tellingModel(connection).collection.bulkWrite(writes as never, { ordered: false, writeConcern: { w: 'majority', j: true } })
}
