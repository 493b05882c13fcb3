import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { guardProcess, unguardProcess } from '../../src/local/parts/guard'
import { TEST_SETTINGS } from './settings'

const ROOT = resolve(__dirname, '../..')

export interface ServiceProcess {
  readonly port: number
  readonly opsPort: number
  readonly pid: number
  /** What it has logged so far, a line each. */
  readonly logged: readonly string[]
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>
  /** kill -9: no warning, no farewell. */
  kill(): Promise<void>
}

/**
 * Starts a real web or workers process, from source or (`built`) from dist/, on ports of its own, and waits until it
 * says that it is up.
 */
export async function startServiceProcess(
  kind: 'web' | 'workers',
  settings: Readonly<Record<string, string>>,
  { built = false, patienceMs = 30_000 } = {},
): Promise<ServiceProcess> {
  const path = kind === 'web' ? 'src/main' : 'workers/main'
  const program = built ? [join(ROOT, 'dist', `${path}.js`)] : ['--import', 'tsx', join(ROOT, `${path}.ts`)]
  const env = { PATH: process.env['PATH'], ...TEST_SETTINGS, LOG_LEVEL: 'info', ...settings }
  const child = spawn(process.execPath, program, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const logged: string[] = []
  const pid = child.pid ?? 0
  // Should the tests themselves be killed, it goes with them.
  guardProcess(pid)
  const gone = once(child, 'exit').then(() => unguardProcess(pid))
  const ports = await upWithin(child, logged, patienceMs)
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

async function upWithin(child: ChildProcess, logged: string[], patienceMs: number): Promise<{ port: number; opsPort: number }> {
  return new Promise((resolveUp, reject) => {
    let opsPort = 0
    const fail = (): void => {
      child.kill('SIGKILL')
      reject(new Error(`The process did not come up:\n${logged.join('\n')}`))
    }
    const timer = setTimeout(fail, patienceMs)
    child.once('exit', fail)
    const see = (line: string): void => {
      logged.push(line)
      const { event, port } = readLine(line)
      if (event === 'ops_listening') opsPort = port ?? 0
      if (event !== 'up') return
      clearTimeout(timer)
      child.removeListener('exit', fail)
      resolveUp({ port: port ?? 0, opsPort })
    }
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', see)
  })
}

function readLine(line: string): { event?: string; port?: number } {
  try {
    return JSON.parse(line) as { event?: string; port?: number }
  } catch {
    return {}
  }
}
