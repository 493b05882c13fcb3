import { join } from 'node:path'
import type { Toolbox } from './toolbox'
import { withFileLock } from './withFileLock'

/** Keeps apt from asking, and from starting the servers that it installs: we start our own, on our own ports. */
const QUIETLY = ['DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1']
const LOCK = ['-o', 'DPkg::Lock::Timeout=300']

/**
 * Installs a package of the distribution; only as root, and only where there is apt-get.
 * @param purpose why it is installed, told to the person who waits
 * @returns false when that is not possible here, or failed
 */
export async function installDebianPackage(tools: Toolbox, name: string, purpose: string): Promise<boolean> {
  if (!tools.isRoot || !(await tools.run('apt-get', ['--version'])).ok) return false
  return withFileLock(join(tools.cacheDir, 'apt.lock'), async () => {
    if ((await tools.run('dpkg', ['-s', name])).ok) return true
    tools.say(`Installing the distribution's package ${name} with apt-get: ${purpose}.`)
    // An index that is there already usually does; fetching a fresh one takes long on a slow line.
    if (await install(tools, name)) return true
    tools.say('  fetching a fresh list of packages (apt-get update) …')
    await apt(tools, ['update', '-q'])
    return install(tools, name)
  })
}

const install = (tools: Toolbox, name: string) => apt(tools, ['install', '-y', '-q', '--no-install-recommends', name])

async function apt(tools: Toolbox, args: string[]): Promise<boolean> {
  const onLine = (line: string) => /^(Get:|Need to get|Setting up|E:)/.test(line) && tools.say(`  ${line}`)
  const result = await tools.run('env', [...QUIETLY, 'apt-get', ...LOCK, ...args], { timeoutMs: 15 * 60_000, onLine })
  return result.ok
}
