import type { Connection } from 'mongoose'
import { StoredAcknowledgedMessages } from './acknowledgedMessages'
import { StoredAcknowledgementCaps } from './acknowledgementCaps'
import { StoredRawMail } from './rawMail'

/** The indexes of what mail keeps outside the models: raw messages, the counts of acknowledgements, and which messages had one. */
export async function ensureMailIndexes(connection: Connection): Promise<void> {
  await Promise.all([StoredRawMail, StoredAcknowledgementCaps, StoredAcknowledgedMessages].map(async (kept) => kept.ensureIndexes(connection)))
}
