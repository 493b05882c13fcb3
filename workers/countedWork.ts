import type { WorkName } from '../config/queues'
import type { Metrics } from '../src/operations/metrics'

/** Does a piece of work and counts how it ended, wherever it is done. */
export const countedWork = (metrics: Metrics, work: WorkName, perform: (intakeId: string) => Promise<string>) => async (intakeId: string): Promise<void> => {
  const started = performance.now()
  const seconds = (): number => (performance.now() - started) / 1_000
  const outcome = await perform(intakeId).catch((error: unknown) => {
    metrics.workEnded(work, 'error', seconds())
    throw error
  })
  metrics.workEnded(work, outcome, seconds())
}
