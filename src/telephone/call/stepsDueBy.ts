import { type CallSituation, isWaiting } from '../../domain/telephony'
import type { CallTargets } from './cardsOwedByCall'
import type { DueSteps } from './ports'
import { wakeDueAt } from '../waking/wakeDueAt'

/** The steps of work that an event makes due: somebody to be rung, a recording to be fetched, somebody to be woken. */
export function stepsDueBy(
  before: CallSituation | undefined, after: CallSituation, { at, targets }: { readonly at: Date; readonly targets: CallTargets },
): DueSteps {
  const wake = wakeDueAt(after, targets)
  const wokenBefore = before && wakeDueAt(before, targets)
  const fetchFrom = recordingDueAt(before, after, at, targets.askAfterToneMs)
  return {
    // When they come, to ring somebody for them; when they go, to let off whoever is still being rung.
    ...(isWaiting(after.state) !== (before !== undefined && isWaiting(before.state)) && { ringStaff: at }),
    ...(fetchFrom && { keepRecordings: fetchFrom }),
    ...(wake && wake.getTime() !== wokenBefore?.getTime() && { wakeSomebody: wake }),
  }
}

function recordingDueAt(before: CallSituation | undefined, after: CallSituation, at: Date, askAfterMs: number): Date | undefined {
  const wasDone = before?.recordings.filter(({ status }) => status === 'completed').length ?? 0
  const isDone = after.recordings.filter(({ status }) => status === 'completed').length
  if (isDone > wasDone) return at
  const isAwaited = after.messageAskedAt !== undefined && isDone === 0
  const changed = before?.messageAskedAt === undefined || before.recordings.length !== after.recordings.length
  return isAwaited && changed ? new Date(at.getTime() + askAfterMs) : undefined
}
