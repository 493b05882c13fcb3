import type { Metrics } from './metrics'

/** Asked at each scrape. 1 is for whoever changed them: what was in force stays so. */
export function showRefusedRules(metrics: Metrics, areRefused: () => boolean): void {
  metrics.showCount('advice_line_rules_refused', '1 while the rules in the folder are broken or their version was not raised, and an earlier version is in force', async () => Number(areRefused()))
}

/** Asked at each scrape. Each was read by the rules, or by words, alone. */
export function showFailedReadings(metrics: Metrics, failed: () => number): void {
  metrics.showCount('advice_line_second_readings_failed', 'Enquiries on which the second reader or its language model failed since the process started', async () => failed())
}

/** Asked at each scrape. */
export function showRereading(metrics: Metrics, read: () => Promise<number>): void {
  metrics.showCount('advice_line_to_read_again', 'Open enquiries that wait to be read again by rules that were changed', read)
}
