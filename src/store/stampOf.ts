import { createHash } from 'node:crypto'
import { mongo } from 'mongoose'
import { bareCollection } from './bareCollection'
import type { IntakeModel } from './intakeModel'

/** A digest of all that is written of an enquiry: whatever is told of as a change of it makes another. */
export async function stampOf(intakes: IntakeModel, intakeId: string): Promise<string | undefined> {
  const stored = await bareCollection(intakes).findOne({ _id: intakeId })
  return stored ? createHash('sha256').update(mongo.BSON.serialize(stored)).digest('base64url') : undefined
}
