import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { node24 } from './support/checks/node24'
import { dockerfileCheck } from './support/checks/dockerfileCheck'

/**
 * Every check: `npm test` for all that must hold before a change lands, `npm run test:chaos` for the long
 * fault runs, `npm run test:node24` for the tests on the Node that the image ships. A check that is no test of jest's counts as one. The last line is `N passed, N failed`.
 */
interface Count {
  readonly passed: number
  readonly failed: number
}

interface Check {
  readonly title: string
  /** Says little, and is done while the tests run: they wait for servers and for the disk now and then. */
  readonly isBeside?: boolean
  run(): Promise<Count>
}

const ROOT = resolve(__dirname, '..')
const binary = (name: string): string => join(ROOT, 'node_modules', '.bin', name)

const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  all: [
    command('types', binary('tsc'), ['-p', '.']),
    command('lint', binary('oxlint'), ['-c', 'config/oxlint.json', '--type-aware', 'src', 'workers', 'config', 'test']),
    command('compose file', binary('dclint'), ['config/compose.yaml']),
    { title: 'Dockerfile', isBeside: true, run: async () => asCount(await dockerfileCheck(ROOT)) },
    jest('tests', ['unit', 'integration', 'browser']),
  ],
  chaos: [jest('fault runs', ['chaos'], { workers: 1 })],
  node24: [jest('tests on Node 24', ['unit', 'integration', 'browser'], { node: node24 })],
}

function command(title: string, program: string, parameters: readonly string[]): Check {
  return { title, isBeside: true, run: async () => asCount((await run(program, parameters)) === 0) }
}

interface JestOptions {
  /** How many suites at a time: they wait for servers a third of their time, so that two leave two cores idle. @defaultValue 3 */
  readonly workers?: number
  /** The program that runs the tests, and all that they start. */
  readonly node?: () => Promise<string>
}

function jest(title: string, projects: readonly string[], { workers = 3, node = async () => process.execPath }: JestOptions = {}): Check {
  return {
    title,
    run: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'advice-line-report-'))
      const report = join(folder, 'jest.json')
      const status = await run(await node(), [
        join(ROOT, 'node_modules/jest/bin/jest.js'), '--selectProjects', ...projects, `--maxWorkers=${workers}`, '--json', `--outputFile=${report}`,
      ])
      const count = await readFile(report, 'utf8').then(countOf, () => ({ passed: 0, failed: 1 }))
      await rm(folder, { recursive: true, force: true })
      // A suite that could not be loaded, or a worker that died, has no failed test of its own.
      return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
    },
  }
}

function countOf(report: string): Count {
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(report) as Record<string, number>
  return { passed: numPassedTests ?? 0, failed: (numFailedTests ?? 0) + (numRuntimeErrorTestSuites ?? 0) }
}

const asCount = (well: boolean): Count => (well ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })

const run = async (program: string, parameters: readonly string[]): Promise<number | null> =>
  new Promise((resolveStatus, reject) => {
    const child = spawn(program, parameters, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', reject)
    child.once('exit', resolveStatus)
  })

async function main(): Promise<void> {
  const checks = CHECKS[process.argv[2] ?? 'all']
  if (!checks) throw new Error(`There is no set of checks called "${process.argv[2]}".`)
  const total = { passed: 0, failed: 0 }
  const inTurn = async (some: readonly Check[]): Promise<void> => {
    for (const check of some) {
      const started = Date.now()
      const count = await check.run()
      total.passed += count.passed
      total.failed += count.failed
      console.log(`— ${check.title}: ${count.failed === 0 ? 'passed' : 'FAILED'} (${((Date.now() - started) / 1_000).toFixed(1)} s)`)
    }
  }
  await Promise.all([inTurn(checks.filter(({ isBeside }) => isBeside)), inTurn(checks.filter(({ isBeside }) => !isBeside))])
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
  console.log(`${total.passed} passed, ${total.failed} failed`)
}

void main()
