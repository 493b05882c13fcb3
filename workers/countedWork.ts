import type { WorkName } from '../config/queues'
import type { Metrics } from '../src/operations/metrics'

/** How a piece of work ended; and what whoever did it goes on with, which is counted by itself. */
export type WorkEnd = string | { readonly outcome: string; goOn(): Promise<unknown> }

/** Does a piece of work and counts how it ended, wherever it is done; then goes on with what follows. */
export const countedWork = <Input>(metrics: Metrics, work: WorkName, perform: (input: Input) => Promise<WorkEnd>) => async (input: Input): Promise<void> => {
  const started = performance.now()
  const seconds = (): number => (performance.now() - started) / 1_000
  const end = await perform(input).catch((error: unknown) => {
    metrics.workEnded(work, 'error', seconds())
    throw error
  })
  metrics.workEnded(work, typeof end === 'string' ? end : end.outcome, seconds())
  if (typeof end !== 'string') await end.goOn()
}
