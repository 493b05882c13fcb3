import type { CallSituation } from '../../domain/telephony'
import type { CallAnswer, RecordReason } from './callAnswer'

/** Seconds in the queue within which the first round of holding began: whoever was there longer heard it out. */
const FIRST_ROUND_S = 30

export const isFirstRound = (queueTime: number): boolean => queueTime < FIRST_ROUND_S

/**
 * The tone. Most callers hang up after it, so they are told the reference before it; but nothing more is put before whoever
 * said that it is urgent, or heard it in the queue.
 */
export function toTone({ urgentAt, place }: CallSituation, why: RecordReason): CallAnswer {
  const needsIt = urgentAt === undefined && (place === undefined || isFirstRound(place.queueTime))
  return { kind: 'record', why, ...(needsIt && { tells: true }) }
}
