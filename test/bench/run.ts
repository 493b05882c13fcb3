import { resolve } from 'node:path'
import type { PairsResult } from './frame/pairs'
import { asTable, writeJson } from './frame/report'
import { webhook } from './webhook'

/** A benchmark: ours against the bare limit of the same machine in the same run. */
export interface Benchmark {
  readonly title: string
  run(): Promise<PairsResult>
}

const BENCHMARKS: Readonly<Record<string, Benchmark>> = { webhook }
const RESULTS = resolve(__dirname, '../../.local/bench')

/** `npm run bench`, or `npm run bench -- NAME`: prints a table, writes JSON; exits with 1 when a target was missed. */
async function main(): Promise<void> {
  const asked = process.argv[2]
  const names = asked ? [asked] : Object.keys(BENCHMARKS)
  for (const name of names) {
    const benchmark = BENCHMARKS[name]
    if (!benchmark) throw new Error(`There is no benchmark "${name}". There are: ${Object.keys(BENCHMARKS).join(', ')}.`)
    const result = await benchmark.run()
    console.log(`\n${asTable(`${name}: ${benchmark.title}`, result)}`)
    console.log(`Every round: ${await writeJson(RESULTS, name, result)}`)
    if (!result.met) process.exitCode = 1
  }
}

void main()
