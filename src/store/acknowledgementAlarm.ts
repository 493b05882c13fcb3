import type { Connection } from 'mongoose'
import type { AcknowledgementAlarm } from '../acknowledgement/ports'
import { isDuplicateKey } from './openSealer'
import { taskModel } from './taskModel'

const HOUR_MS = 3_600_000

/** A card on the desk, one an hour by the clock. */
export const acknowledgementAlarm = (connection: Connection): AcknowledgementAlarm => ({
  async raise(at) {
    const hour = Math.floor(at.getTime() / HOUR_MS)
    const card = { kind: 'acknowledgements_stopped', state: 'open', createdAt: at, dueAt: at, cause: 'most_an_hour' } as const
    try {
      await taskModel(connection).updateOne({ _id: `acknowledgements_stopped-${hour.toString(16)}` }, { $setOnInsert: card }, { upsert: true })
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
  },
})
