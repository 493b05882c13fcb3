import { type JudgesInForce, olderJudges } from './olderJudges'
import type { Rereading } from './ports'

export interface TriageAgainDeps {
  readonly rereading: Rereading
  readonly inForce: JudgesInForce
}

export const TRIAGE_AGAIN_USAGE = `Usage:
  npm run --silent triage:again                has open enquiries read again that older rules, or an older second reader, have judged
  npm run --silent triage:again -- --dry-run   counts them and changes nothing
The workers read them, after whatever is new; they must have taken the changed rules in (SIGHUP) before.
`

export const isTriageAgain = (argv: readonly string[]): boolean => argv.length === 0 || (argv.length === 1 && argv[0] === '--dry-run')

/** Has what older rules have judged read again. Begun again after it was cut off, it goes on. @returns the exit code: 0, or 2 when it was not understood */
export async function runTriageAgain({ rereading, inForce }: TriageAgainDeps, argv: readonly string[], stdout: NodeJS.WritableStream): Promise<number> {
  if (!isTriageAgain(argv)) {
    stdout.write(TRIAGE_AGAIN_USAGE)
    return 2
  }
  const older = olderJudges(await rereading.judges(), inForce)
  const [count, waiting] = [await rereading.count(older), await rereading.waiting()]
  stdout.write(`${inForce.reader === undefined ? `Rules ${inForce.rules}` : `Rules ${inForce.rules}, second reader ${inForce.reader}`}: ${openEnquiries(count)} judged by older ones; ${waiting} wait to be read again.\n`)
  if (argv.length > 0) return 0
  let marked = 0
  for await (const more of rereading.mark(older)) {
    marked += more
    stdout.write(`${marked} more are to be read again.\n`)
  }
  stdout.write(marked === 0 ? 'Nothing was to be marked.\n' : 'The workers read them, after whatever is new. It may raise an enquiry, and lowers none.\n')
  return 0
}

const openEnquiries = (count: number): string => (count === 1 ? '1 open enquiry was' : `${count} open enquiries were`)
