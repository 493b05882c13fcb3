import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { buildOnce } from '../../support/buildOnce'
import type { Outcome } from '../frame/report'
import { median, percentile } from '../frame/statistics'
import { HOSTILE, mixtures, repeated } from './texts'

const KB = 1_024
const MESSAGES = 20
/** With the language model each takes half a second. */
const FEW_MESSAGES = 5
const START_UPS = 7
const MOST_RULES_MS = 5
const MOST_LOAD_MS = 100
/** Of the cost per KB, against that of 20 KB. Beyond 150,000 characters nothing is read, so a megabyte should cost less. */
const MOST_GROWTH = 1.5
/** Of the cost per KB, against that of ordinary letters. */
const MOST_MALICE = 4

interface Row {
  readonly figure: string
  readonly value: number
  readonly target?: number
}

interface Task {
  /** By the rules; by both readers, the second by words alone; by both as a service has them. */
  readonly reader: 'rules' | 'words' | 'both'
  readonly texts: readonly string[]
}

/** Runs measure.mjs in a process of its own. */
const measured = (what: 'startUp' | 'readings', tasks: readonly Task[] = []): unknown =>
  JSON.parse(execFileSync(process.execPath, [join(__dirname, 'measure.mjs'), what], { encoding: 'utf8', input: JSON.stringify(tasks) }))

/** Processor milliseconds of every reading, by task. */
const costsOf = (tasks: readonly Task[]): number[][] => measured('readings', tasks) as number[][]

const startUp = (): number => median(Array.from({ length: START_UPS }, () => measured('startUp') as number))

const byRules = (...texts: readonly string[]): Task => ({ reader: 'rules', texts })

/** Ordinary letters: what reading them costs, and how that grows with their length. Answers the cost per KB too. */
function ordinaryRows(): { rows: Row[]; perKb: number } {
  const texts = mixtures(20 * KB, MESSAGES)
  const [alone = [], words = [], both = [], letters = [], at100 = [], at1000 = []] = costsOf([
    byRules(...texts), { reader: 'words', texts }, { reader: 'both', texts: texts.slice(0, FEW_MESSAGES) }, { reader: 'both', texts: mixtures(KB, MESSAGES) }, byRules(...mixtures(100 * KB, 3)), byRules(...mixtures(KB * KB, 3)),
  ])
  const perKb = percentile(alone, 0.5) / 20
  return {
    perKb,
    rows: [
      { figure: 'rules, 20 KB, p50 ms', value: percentile(alone, 0.5) },
      { figure: 'rules, 20 KB, p95 ms', value: percentile(alone, 0.95), target: MOST_RULES_MS },
      { figure: 'both readers by words alone, 20 KB, p50 ms', value: percentile(words, 0.5) },
      { figure: 'both readers by words alone, 20 KB, p95 ms', value: percentile(words, 0.95) },
      { figure: 'both readers, 20 KB, p50 ms', value: percentile(both, 0.5) },
      { figure: 'both readers, a letter of 1 KB, p50 ms', value: percentile(letters, 0.5) },
      { figure: 'both readers, a letter of 1 KB, p95 ms', value: percentile(letters, 0.95) },
      { figure: 'cost per KB at 20 KB, ms', value: perKb },
      { figure: 'cost per KB at 100 KB, times that', value: percentile(at100, 0.5) / 100 / perKb, target: MOST_GROWTH },
      { figure: 'cost per KB at 1 MB, times that', value: percentile(at1000, 0.5) / KB / perKb, target: MOST_GROWTH },
    ],
  }
}

/** Hostile messages, against the cost per KB of ordinary ones. */
function hostileRows(perKb: number): Row[] {
  const cases = Object.entries(HOSTILE).flatMap(([name, piece]) => [20, 140].map((size) => ({ name, piece, size })))
  const costs = costsOf(cases.map(({ piece, size }) => byRules(repeated(piece, size * KB))))
  return cases.map(({ name, size }, place) =>
    ({ figure: `${name}: per KB at ${size} KB, times ordinary`, value: percentile(costs[place] ?? [], 0.5) / size / perKb, target: MOST_MALICE }))
}

const isMet = ({ value, target }: Row): boolean => target === undefined || value < target

/** How long the built program takes to read a message, and how that grows with its length and with malice. */
export const triage = {
  title: 'reading messages by the rules alone and by both readers, and starting up, in processor time',
  async run(): Promise<Outcome> {
    buildOnce()
    const ordinary = ordinaryRows()
    const rows = [...ordinary.rows, ...hostileRows(ordinary.perKb), { figure: 'start-up of the lexicon, ms', value: startUp(), target: MOST_LOAD_MS }]
    const line = (row: Row): string => {
      const verdict = row.target === undefined ? '' : `target: under ${row.target}, ${isMet(row) ? 'met' : 'MISSED'}`
      return `${row.figure.padEnd(62)}${row.value.toFixed(3).padStart(9)}  ${verdict}`.trimEnd()
    }
    return Promise.resolve({ text: rows.map(line).join('\n'), json: { rows }, met: rows.every(isMet) })
  },
}
