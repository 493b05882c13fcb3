import { resolve } from 'node:path'
import { calls } from './calls'
import { email } from './email'
import { emailLatency } from './email/latency'
import { emailMemory } from './email/memory'
import { type Outcome, writeJson } from './frame/report'
import { readArguments, type Sizes } from './frame/sizes'
import { pipeline } from './pipeline'
import { triage } from './triage'
import { webhook } from './webhook'

export interface Benchmark {
  readonly title: string
  run(sizes: Sizes): Promise<Outcome>
}

const BENCHMARKS: Readonly<Record<string, Benchmark>> = { webhook, calls, email, 'email-latency': emailLatency, 'email-memory': emailMemory, triage, pipeline }
const RESULTS = resolve(__dirname, '../../.local/bench')

/** `npm run bench`, or `npm run bench -- NAME`, some with sizes for a short look: prints a table, writes JSON; exits with 1 when a target was missed. */
async function main(): Promise<void> {
  const { name: asked, sizes } = readArguments(process.argv.slice(2))
  const names = asked ? [asked] : Object.keys(BENCHMARKS)
  for (const name of names) {
    const benchmark = BENCHMARKS[name]
    if (!benchmark) throw new Error(`There is no benchmark "${name}". There are: ${Object.keys(BENCHMARKS).join(', ')}.`)
    const result = await benchmark.run(sizes)
    console.log(`\n${name}: ${benchmark.title}\n${result.text}`)
    console.log(`Every figure: ${await writeJson(RESULTS, name, { met: result.met, ...result.json })}`)
    if (!result.met) process.exitCode = 1
  }
}

void main()
