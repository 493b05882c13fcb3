import type { Connection } from 'mongoose'
import { StoredAcknowledgementCaps } from './acknowledgementCaps'
import { mailRowModel } from './mailRowModel'
import { StoredRawMail } from './rawMail'

/** The indexes behind mail in and acknowledgements out, beyond those of the enquiries; for start-up. */
export async function ensureMailIndexes(connection: Connection): Promise<void> {
  await mailRowModel(connection).createIndexes()
  await StoredRawMail.ensureIndexes(connection)
  await StoredAcknowledgementCaps.ensureIndexes(connection)
}
