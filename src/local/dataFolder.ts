import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { LocalModeRefused } from './localModeRefused'
import { commandLineOf, isAlive, waitUntil } from './parts/processes'

export interface DataFolder {
  readonly path: string
  /** For downloads, which outlive the data. */
  readonly partsDir: string
  readonly logFile: string
  /** True at its first start, and after it was emptied. */
  readonly isNew: boolean
  /** Says that everything was set up, so that the next start is not the first any more. */
  setUp(): Promise<void>
  /** Lets another start have it. */
  leave(): Promise<void>
}

const Holder = z.object({ pid: z.number().int().positive(), mark: z.string() })
/** A stopping advice line needs a moment: starting again right after Ctrl-C is common. */
const LEAVE_LIMIT_MS = 6_000

/**
 * Takes the data folder for this process. One at a time: two would write into the same database.
 * @throws LocalModeRefused when another advice line runs on it
 */
export async function takeDataFolder(root: string, options: { fresh: boolean }): Promise<DataFolder> {
  const home = join(root, '.local')
  const path = join(home, 'data')
  const lock = join(home, 'running.json')
  const done = join(path, 'set-up')
  await mkdir(home, { recursive: true })
  await takeLock(lock)
  if (options.fresh) await rm(path, { recursive: true, force: true })
  await mkdir(path, { recursive: true })
  const isNew = (await readFile(done, 'utf8').catch(() => undefined)) === undefined
  return {
    path,
    partsDir: join(home, 'parts'),
    logFile: join(home, 'advice-line.log'),
    isNew,
    setUp: () => writeFile(done, `${new Date().toISOString()}\n`),
    leave: () => rm(lock, { force: true }),
  }
}

async function takeLock(lock: string): Promise<void> {
  const own = `${lock}.${process.pid}`
  await writeFile(own, JSON.stringify({ pid: process.pid, mark: await commandLineOf(process.pid) }))
  const free = await waitUntil(() => tryLock(lock, own), LEAVE_LIMIT_MS, 200)
  await rm(own, { force: true })
  if (!free)
    throw new LocalModeRefused(
      'Another advice line is running from this folder: stop it first (Ctrl-C in its window), then start again.',
    )
}

/** A link appears with its content or not at all, so that a lock always says whose it is. */
async function tryLock(lock: string, own: string): Promise<boolean> {
  try {
    await link(own, lock)
    return true
  } catch {
    if (await isLeftBehind(lock)) await rm(lock, { force: true })
    return false
  }
}

/** By its command line, for the number of a killed process may belong to another one by now. */
async function isLeftBehind(lock: string): Promise<boolean> {
  const holder = Holder.safeParse(parseOrNull(await readFile(lock, 'utf8').catch(() => 'null')))
  if (!holder.success || holder.data.pid === process.pid) return true
  const { pid, mark } = holder.data
  return !isAlive(pid) || (await commandLineOf(pid)) !== mark
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
