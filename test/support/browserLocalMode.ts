import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { guardFolder, guardProcess, unguardFolder, unguardProcess } from '../../src/local/parts/guard'
import { freePort } from '../../src/local/parts/freePort'
import { builtSources } from './builtSources'

const PROJECT = resolve(__dirname, '../..')
const RUN = "require(process.argv[1]).runLocalMode({ root: process.argv[2], args: [] })"
const UP = 'Ctrl-C stops everything'
const START_LIMIT_MS = 90_000
/** Longer than the service's own patience with what it has in hand. */
const STOP_LIMIT_MS = 30_000

export interface LocalModeRun {
  readonly origin: string
  /** The demonstration accounts', all alike. */
  readonly password: string
  /** Ends it as Ctrl-C does, and removes its data. */
  stop(): Promise<void>
}

/** What `npm start` starts, in a process of its own, on a data folder of its own; downloads are the project's. */
export async function startOwnLocalMode(): Promise<LocalModeRun> {
  const root = await mkdtemp(join(tmpdir(), 'advice-line-browser-'))
  guardFolder(root)
  // The mail server runs under an account of its own and keeps its mail in here.
  await chmod(root, 0o711)
  await mkdir(join(root, '.local'))
  await mkdir(join(PROJECT, '.local/parts'), { recursive: true })
  await symlink(join(PROJECT, '.local/parts'), join(root, '.local/parts'))
  const child = spawn(process.execPath, ['-e', RUN, '--', join(builtSources(), 'src/local/main.js'), root], {
    cwd: PROJECT, env: await ownEnvironment(), stdio: ['ignore', 'pipe', 'pipe'], detached: true,
  })
  const pid = child.pid ?? 0
  // Should the tests themselves be killed, it goes with them.
  guardProcess(pid)
  const exited = once(child, 'exit')
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
    await exited
    clearTimeout(late)
    unguardProcess(pid)
    await rm(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
    unguardFolder(root)
  }
  try {
    return { ...(await guideOf(child)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Without the settings of whoever runs the tests: every server is local mode's own. */
async function ownEnvironment(): Promise<NodeJS.ProcessEnv> {
  const { PATH, HOME } = process.env
  return { PATH, HOME, PORT: String(await freePort()), OPS_PORT: String(await freePort()) }
}

/** What the person at the terminal reads once everything answers. */
async function guideOf(child: ChildProcess): Promise<{ origin: string; password: string }> {
  return new Promise((tell, fail) => {
    let output = ''
    const giveUp = (): void => fail(new Error(`Local mode did not start:\n${output}`))
    const timer = setTimeout(giveUp, START_LIMIT_MS)
    child.once('exit', giveUp)
    const read = (line: string): void => {
      output += `${line}\n`
      if (!line.includes(UP)) return
      clearTimeout(timer)
      child.removeListener('exit', giveUp)
      const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? ''
      tell({ origin, password: /duty@\S+ +(\S+)/.exec(output)?.[1] ?? '' })
    }
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', read)
  })
}
