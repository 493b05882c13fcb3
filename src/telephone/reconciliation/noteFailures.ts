import { type FailedItem, gapCard, type ReconcileDeps } from './deps'
import type { FailingItem, GapItem, ReconciliationRuns } from './ports'

interface NotingDeps extends Pick<ReconcileDeps, 'calls' | 'lookWithinMs' | 'meter' | 'log'> {
  readonly runs: ReconciliationRuns
}

/** What failed in so many runs running is set apart for a person. */
const RUNS = 5
/** More at once are no single bad ones: something larger is wrong, and the window waits until it is mended. */
const MOST = 50

/**
 * Remembers what failed in a run. What keeps failing is set apart with a card: one call that cannot be taken must not
 * keep the window open for ever, which would grow until it cannot be listed. It is tried as long as the lists have it.
 *
 * @returns how many failed that are not set apart; while there are any, the run is not complete
 */
export async function noteFailures(deps: NotingDeps, failed: readonly FailedItem[]): Promise<number> {
  if (failed.length > MOST) return failed.length
  const { runs } = deps
  const before = await runs.failing()
  if (failed.length === 0 && before.length === 0) return 0
  const items = failed.map((item) => ({ kind: item.kind, sid: item.sid, runs: runsOf(before, item) + 1 }))
  // The card first: what is set apart always has one.
  for (const item of failed) if (runsOf(before, item) + 1 === RUNS) await setApart(deps, item)
  await runs.keepFailing(items)
  return items.filter((item) => item.runs < RUNS).length
}

const runsOf = (before: readonly FailingItem[], { kind, sid }: GapItem): number =>
  before.find((one) => one.kind === kind && one.sid === sid)?.runs ?? 0

async function setApart(deps: NotingDeps, { kind, sid, error }: FailedItem): Promise<void> {
  await deps.runs.alarm({ kind, sid }, { at: deps.calls.now(), dueAt: gapCard(deps).dueAt })
  deps.meter.gapSetApart(kind)
  deps.log.error({ err: error, sid, kind }, 'what the network lists cannot be taken, again and again: somebody must look')
}
