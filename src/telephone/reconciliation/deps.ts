import type { Logger } from 'pino'
import type { OwedTask } from '../../domain/task'
import type { CallDeps } from '../call/takeCallEvent'
import type { ListedCall, TelephoneProvider } from '../provider'
import type { CallsHeld, GapItem, ReconciliationMeter } from './ports'

export interface ReconcileDeps {
  readonly provider: Pick<TelephoneProvider, 'callsTo' | 'recordingsSince' | 'findCall'>
  readonly held: CallsHeld
  /** The call room's own: what was missed is taken like a webhook that comes late. */
  readonly calls: CallDeps
  readonly meter: ReconciliationMeter
  readonly log: Logger
  /** The number that callers dial, E.164. */
  readonly number: string
  /** What is younger may be under way to us still, in milliseconds. */
  readonly graceMs: number
  /** Before a call is taken for missed, the pause for a spool that is just being drained, in milliseconds. */
  readonly settleMs: number
  /** How soon somebody must look at a gap, in milliseconds. */
  readonly lookWithinMs: number
  readonly pause: (ms: number) => Promise<void>
}

export const gapCard = ({ calls, lookWithinMs }: Pick<ReconcileDeps, 'calls' | 'lookWithinMs'>): OwedTask =>
  ({ kind: 'reconcile_gap', dueAt: new Date(calls.now().getTime() + lookWithinMs) })

/** A caller's call, and not a leg of one. */
export const isCallers = ({ number }: ReconcileDeps, { direction, to, parentSid }: ListedCall): boolean =>
  direction === 'inbound' && to === number && parentSid === undefined

/** Old enough that whatever was to be told of it has been told. */
export const isSettled = ({ calls, graceMs }: ReconcileDeps, since: Date | undefined): boolean =>
  since !== undefined && calls.now().getTime() - since.getTime() > graceMs

/** What could not be brought into agreement, and why. */
export interface FailedItem extends GapItem {
  readonly error: unknown
}

/** Works at each on its own: one that fails must not keep the others out. Rejects never; answers those that failed. */
export async function eachOne<T>(
  all: readonly T[], nameOf: (one: T) => GapItem, work: (one: T) => Promise<void>,
): Promise<readonly FailedItem[]> {
  const failed: FailedItem[] = []
  for (const one of all) {
    try {
      await work(one)
    } catch (error) {
      failed.push({ ...nameOf(one), error })
    }
  }
  return failed
}
