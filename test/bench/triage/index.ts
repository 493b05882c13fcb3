import { loadRules } from '../../../src/triage/loadRules'
import { type Contact, readContact } from '../../../src/triage/readContact'
import { loadSecondReader } from '../../../src/triage/secondReader/loadSecondReader'
import { readAgainWith } from '../../../src/triage/secondReader/readAgain'
import type { Outcome } from '../frame/report'
import { percentile } from '../frame/statistics'
import { HOSTILE, mixtures, repeated } from './texts'

const KB = 1_024
const MESSAGES = 20
const ROUNDS = 5
const MOST_RULES_MS = 5
const MOST_LOAD_MS = 100
/** Of the cost per KB, against that of 20 KB. Beyond 150,000 characters nothing is read, so a megabyte should cost less. */
const MOST_GROWTH = 1.5

interface Row {
  readonly figure: string
  readonly value: number
  readonly target?: number
}

/** Processor milliseconds of this process: other work on the machine disturbs them less than it does a clock. */
function costOf(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

const letter = (text: string): Contact =>
  ({ channel: 'email', receivedAt: new Date('2026-11-24T10:00:00Z'), from: 'Jo <jo@school.example>', subject: 'Worried about a child', text })

const costsOf = (texts: readonly string[], read: (contact: Contact) => unknown): number[] => {
  const contacts = texts.map(letter)
  for (const contact of contacts) read(contact) // warms up
  return Array.from({ length: ROUNDS }, () => contacts.map((contact) => costOf(() => read(contact)))).flat()
}

function measure(): Row[] {
  const load = costOf(loadRules)
  const rules = loadRules()
  const readAgain = readAgainWith(rules, loadSecondReader(), { error: () => { throw new Error('The second reader failed.') } })
  const byRules = (contact: Contact): unknown => readContact(rules, contact)
  const texts = mixtures(20 * KB, MESSAGES)
  const alone = costsOf(texts, byRules)
  const both = costsOf(texts, (contact) => readAgain(contact, readContact(rules, contact)))
  const perKb = (kilobytes: number): number => percentile(costsOf(mixtures(kilobytes * KB, 3), byRules), 0.5) / kilobytes
  const base = percentile(alone, 0.5) / 20
  return [
    { figure: 'rules, 20 KB, p50 ms', value: percentile(alone, 0.5) },
    { figure: 'rules, 20 KB, p95 ms', value: percentile(alone, 0.95), target: MOST_RULES_MS },
    { figure: 'both readers, 20 KB, p50 ms', value: percentile(both, 0.5) },
    { figure: 'both readers, 20 KB, p95 ms', value: percentile(both, 0.95) },
    { figure: 'cost per KB at 20 KB, ms', value: base },
    { figure: 'cost per KB at 100 KB, times that', value: perKb(100) / base, target: MOST_GROWTH },
    { figure: 'cost per KB at 1 MB, times that', value: perKb(KB) / base, target: MOST_GROWTH },
    ...Object.entries(HOSTILE).flatMap(([name, piece]): Row[] => {
      const [small, large] = [20, 140].map((size) => percentile(costsOf([repeated(piece, size * KB)], byRules), 0.5) / size) as [number, number]
      return [{ figure: `${name}: per KB at 20 KB, ms`, value: small }, { figure: `${name}: per KB at 140 KB, ms`, value: large }]
    }),
    { figure: 'start-up of the lexicon, ms', value: load, target: MOST_LOAD_MS },
  ]
}

const isMet = ({ value, target }: Row): boolean => target === undefined || value < target

/** How long a message takes to be read, and how that grows with its length and with malice. */
export const triage = {
  title: 'reading messages by the rules alone and by both readers, in processor time',
  async run(): Promise<Outcome> {
    const rows = measure()
    const line = (row: Row): string => {
      const verdict = row.target === undefined ? '' : `target: under ${row.target}, ${isMet(row) ? 'met' : 'MISSED'}`
      return `${row.figure.padEnd(56)}${row.value.toFixed(3).padStart(9)}  ${verdict}`.trimEnd()
    }
    return Promise.resolve({ text: rows.map(line).join('\n'), json: { rows }, met: rows.every(isMet) })
  },
}
