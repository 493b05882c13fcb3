import type { CallsReport } from './playCalls'

/** The report as people read it. */
export function asText(report: CallsReport): string {
  const { answerMs, problems } = report
  const ms = (value: number): string => `${value.toFixed(1)} ms`
  return [
    `${report.callSids.length} calls, at most ${report.mostAtOnce} at once, in ${report.seconds.toFixed(1)} s, ${report.posts} webhooks, ${report.placed} calls placed by the service`,
    `Answers: p50 ${ms(answerMs.p50)}, p95 ${ms(answerMs.p95)}, p99 ${ms(answerMs.p99)}, slowest ${ms(answerMs.max)}`,
    'Callers:', ...counted(report.stories),
    'Webhooks:', ...counted(report.postsByPath),
    ...(Object.keys(problems).length === 0 ? ['A telephone network would have taken every answer.'] : ['A telephone network would not have taken:', ...counted(problems)]),
  ].join('\n')
}

const counted = (counts: Readonly<Record<string, number>>): string[] =>
  Object.entries(counts).toSorted(([, a], [, b]) => b - a).map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`)
