import type { Logger } from 'pino'
import { type PartlyDone, partlyDone } from '../../domain/eachByItself'

/** Something that a leave moves did not get through. */
export class LeaveFailed extends Error {
  constructor(readonly staffId: string, readonly leaveId: string, cause: unknown) {
    super('something that a leave moves did not get through', { cause })
    this.name = 'LeaveFailed'
  }
}

/** Tells in the log each thing that failed as work changed hands, and of which leave it was: whatever was left undone, the workers' next look does. */
export function logFailures(log: Pick<Logger, 'warn'>, error: unknown): PartlyDone {
  const failed = partlyDone(error)
  for (const err of failed.errors) {
    const { staffId, leaveId } = err instanceof LeaveFailed ? err : {}
    log.warn({ staffId, leaveId, err }, 'handing over did not get through; the next look comes soon')
  }
  return failed
}
