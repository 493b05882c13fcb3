import type { Connection } from 'mongoose'
import { StoredAcknowledgementCaps } from './acknowledgementCaps'
import { StoredRawMail } from './rawMail'

/** The indexes of what mail keeps outside the models: raw messages and the counts of acknowledgements. */
export async function ensureMailIndexes(connection: Connection): Promise<void> {
  await StoredRawMail.ensureIndexes(connection)
  await StoredAcknowledgementCaps.ensureIndexes(connection)
}
