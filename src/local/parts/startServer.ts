import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { guardProcess, unguardProcess } from './guard'
import { accepts } from './freePort'
import { commandLineOf, isAlive, signalGroup, waitUntil } from './processes'

/** A part that runs as a process of its own. */
export interface RunningPart {
  url: string
  pid?: number
  /** Ends it in order and waits until it is gone; a second call does nothing. */
  stop: () => Promise<void>
}

export interface ServerInput {
  /** For messages, such as `MongoDB`. */
  name: string
  command: string
  args: string[]
  cwd?: string
  /** Its data. */
  dir: string
  /** What stands in its command line, so that a server left by an earlier run is recognised. @defaultValue dir */
  commandLineMark?: string
  /** Where it will listen; it must be free. */
  port: number
  /** Asked again and again until it says true. */
  isReady: () => Promise<boolean>
}

export interface ServerProcess {
  pid: number
  stop: () => Promise<void>
}

const READY_LIMIT_MS = 30_000
const STOP_LIMIT_MS = 10_000
const Record = z.object({ pid: z.number().int().positive(), owner: z.number().int().positive(), mark: z.string().min(1) })

/**
 * Starts a server in a session of its own, so that Ctrl-C reaches only us and we close in order; the
 * guard ends it should we be killed. Its output goes to `server.log` in its folder.
 * @throws when it leaves or does not answer in time, with the last lines it wrote; or when another
 * advice line that is still running uses the same folder
 */
export async function startServer(input: ServerInput): Promise<ServerProcess> {
  await mkdir(input.dir, { recursive: true })
  const recordFile = join(input.dir, 'server.json')
  await endEarlierRun(input, recordFile)
  if (await accepts(input.port)) throw new Error(`${input.name} cannot start: port ${input.port} is in use.`)
  const logFile = join(input.dir, 'server.log')
  const log = openSync(logFile, 'w')
  const child = spawn(input.command, input.args, { cwd: input.cwd, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  const gone = { yes: false }
  const exited = new Promise<void>(resolve => {
    const end = () => {
      gone.yes = true
      resolve()
    }
    child.once('exit', end)
    child.once('error', end)
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`${input.name} could not be started: ${input.command} does not run.`)
  guardProcess(pid)
  await writeFile(recordFile, JSON.stringify({ pid, owner: process.pid, mark: input.commandLineMark ?? input.dir }))

  const stop = async () => {
    if (!gone.yes) {
      signalGroup(pid, 'SIGTERM')
      const limit = setTimeout(() => signalGroup(pid, 'SIGKILL'), STOP_LIMIT_MS)
      await exited
      clearTimeout(limit)
    }
    // What the server itself started (Dovecot's workers) may outlive it by a moment.
    signalGroup(pid, 'SIGKILL')
    unguardProcess(pid)
    await rm(recordFile, { force: true })
  }
  const ready = await waitUntil(async () => gone.yes || (await input.isReady()), READY_LIMIT_MS)
  if (!ready || gone.yes) {
    await stop()
    throw new Error(`${input.name} did not start; the end of ${logFile}:\n${await lastLines(logFile)}`)
  }
  return { pid, stop }
}

async function endEarlierRun(input: ServerInput, recordFile: string): Promise<void> {
  const text = await readFile(recordFile, 'utf8').catch(() => 'null')
  const record = Record.safeParse(parseOrNull(text))
  if (!record.success) return
  const { pid, owner, mark } = record.data
  // By its command line, for a number alone may belong to another process by now, or to a dead one nobody has buried.
  const isGone = async () => !isAlive(pid) || !(await commandLineOf(pid)).includes(mark)
  if (await isGone()) return
  // A stopping owner or server needs a moment: `npm start` again right after Ctrl-C is common.
  const isSettled = async () => owner === process.pid || !isAlive(owner) || isGone()
  if (!(await waitUntil(isSettled, 2_000)))
    throw new Error(`${input.name} in ${input.dir} is in use by an advice line that is still running (process ${owner}).`)
  signalGroup(pid, 'SIGTERM')
  if (await waitUntil(isGone, STOP_LIMIT_MS)) return
  signalGroup(pid, 'SIGKILL')
  await waitUntil(isGone, STOP_LIMIT_MS)
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const lastLines = async (file: string): Promise<string> =>
  (await readFile(file, 'utf8').catch(() => '')).trim().split('\n').slice(-8).join('\n')
