import type { Connection } from 'mongoose'
import type { LadderTimes, UntakenTurns } from '../allocation/escalation/ports'
import { isDuplicateKey } from './openSealer'

/** Of the last time that managers were told that nobody could be given something. */
interface TurnDocument {
  _id: typeof LAST
  /** The enquiry by which they were. */
  by: string
  /** Nothing else is told of before. */
  until: Date
  /** The enquiry by which they are told then; it was the first that had to wait. */
  next?: string
}

const LAST = 'last'

/**
 * One document, whoever looks. The first that waits tells of all that do; the others look a moment later whether it has, so that no two
 * processes tell of a part each.
 */
export function untakenTurns(connection: Connection, { togetherMs, lookAgainMs }: Pick<LadderTimes, 'togetherMs' | 'lookAgainMs'>): UntakenTurns {
  const turns = connection.collection<TurnDocument>('untakenTurns')
  return {
    async waitsUntil(intakeId, at) {
      try {
        // Where its process ended over it, or no mail got out, the same enquiry is told of again.
        await turns.updateOne(
          { _id: LAST, $or: [{ until: { $lte: at } }, { by: intakeId }] },
          { $set: { by: intakeId, until: later(at, togetherMs) }, $unset: { next: '' } }, { upsert: true },
        )
        return undefined
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
      await turns.updateOne({ _id: LAST, next: { $exists: false } }, { $set: { next: intakeId } })
      const { until = at, next } = (await turns.findOne({ _id: LAST })) ?? {}
      return next === intakeId ? until : later(until, lookAgainMs)
    },
  }
}

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms)
