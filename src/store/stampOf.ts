import { createHash } from 'node:crypto'
import { mongo } from 'mongoose'
import { bareCollection } from './bareCollection'
import type { IntakeModel } from './intakeModel'

/** Clocks, claims, and how far others were told go on by themselves while an enquiry waits: no news to whoever reads its page. */
const GOES_ON_BY_ITSELF = { steps: 0, escalation: 0, callbackEscalation: 0 } as const

/** A digest of what is written of an enquiry, but for what goes on by itself: whatever somebody would want to read anew makes another. */
export async function stampOf(intakes: IntakeModel, intakeId: string): Promise<string | undefined> {
  const stored = await bareCollection(intakes).findOne({ _id: intakeId }, { projection: GOES_ON_BY_ITSELF })
  return stored ? createHash('sha256').update(mongo.BSON.serialize(stored)).digest('base64url') : undefined
}
