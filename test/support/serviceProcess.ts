import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { guardFolder, guardProcess, unguardFolder, unguardProcess } from '../../src/local/parts/guard'
import { builtSources } from './builtSources'
import { TEST_SETTINGS } from './settings'

const ROOT = resolve(__dirname, '../..')

export interface ServiceProcess {
  readonly port: number
  readonly opsPort: number
  readonly pid: number
  /** What it has logged so far, a line each. */
  readonly logged: () => readonly string[]
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>
  /** kill -9: no warning, no farewell. */
  kill(): Promise<void>
}

/**
 * Starts a real web or workers process, from the sources as they are now or (`built`) from dist/, on ports of its own,
 * or from another folder of built sources (`from`), and waits until it says that it is up. Throws with all that it logged when it ends before.
 */
export async function startServiceProcess(
  kind: 'web' | 'workers',
  settings: Readonly<Record<string, string>>,
  { built = false, from = built ? join(ROOT, 'dist') : builtSources(), until = 'up', patienceMs = 60_000 }: { built?: boolean; from?: string; until?: 'up' | 'listening'; patienceMs?: number } = {},
): Promise<ServiceProcess> {
  const path = kind === 'web' ? 'src/main' : 'workers/main'
  const program = join(from, `${path}.js`)
  // Into a file, as a service's log goes: a pipe would make the tests pay for reading what they may never look at.
  const folder = mkdtempSync(join(tmpdir(), 'advice-line-log-'))
  guardFolder(folder)
  const env = { PATH: process.env['PATH'], ...TEST_SETTINGS, LOG_LEVEL: 'info', SPOOL_DIR: join(folder, 'spool'), ...settings }
  const file = join(folder, 'log')
  const log = openSync(file, 'w')
  const child = spawn(process.execPath, [program], { cwd: ROOT, env, stdio: ['ignore', log, log], detached: true })
  closeSync(log)
  const pid = child.pid ?? 0
  // Should the tests themselves be killed, it goes with them; detached, because the guard ends process groups.
  guardProcess(pid)
  const logNow = (): string[] => readFileSync(file, 'utf8').split('\n').filter(Boolean)
  let all: readonly string[] | undefined
  const logged = (): readonly string[] => all ?? logNow()
  const gone = (async () => {
    await once(child, 'exit')
    unguardProcess(pid)
    all = logNow()
    rmSync(folder, { recursive: true, force: true })
    unguardFolder(folder)
  })()
  const ports = await upWithin(child, logged, until, patienceMs)
  return {
    ...ports,
    pid,
    logged,
    stop: async () => {
      child.kill('SIGTERM')
      await gone
      return child.exitCode
    },
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}

async function upWithin(child: ChildProcess, logged: () => readonly string[], until: string, patienceMs: number): Promise<{ port: number; opsPort: number }> {
  for (const end = Date.now() + patienceMs; Date.now() < end && child.exitCode === null; ) {
    const lines = logged().map(readLine)
    const up = lines.find(({ event }) => event === until)
    if (up) return { port: up.port ?? 0, opsPort: lines.find(({ event }) => event === 'ops_listening')?.port ?? 0 }
    await new Promise((resolveSoon) => setTimeout(resolveSoon, 50))
  }
  const lines = logged().join('\n')
  child.kill('SIGKILL')
  throw new Error(`The process did not come up:\n${lines}`)
}

function readLine(line: string): { event?: string; port?: number } {
  try {
    return JSON.parse(line) as { event?: string; port?: number }
  } catch {
    return {}
  }
}
