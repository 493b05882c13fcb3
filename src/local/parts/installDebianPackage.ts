import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { guardFolder, unguardFolder } from './guard'
import type { Toolbox } from './toolbox'
import { withFileLock } from './withFileLock'

const LOCK = ['-o', 'DPkg::Lock::Timeout=300']

/**
 * Installs a package of the distribution; only as root, and only where there is apt-get. The servers in
 * it are not started: we start our own, on loopback and our own ports.
 * @param purpose why it is installed, told to the person who waits
 * @returns false when that is not possible here, or failed
 */
export async function installDebianPackage(tools: Toolbox, name: string, purpose: string): Promise<boolean> {
  if (!tools.isRoot || !(await tools.run('apt-get', ['--version'])).ok) return false
  return withFileLock(join(tools.cacheDir, 'apt.lock'), async () => {
    if ((await tools.run('dpkg', ['-s', name])).ok) return true
    tools.say(`Installing the distribution's package ${name} with apt-get: ${purpose}.`)
    // A list of packages that is there already usually does; a fresh one takes long on a slow line.
    const installed = await withoutStartingServices(() => installWithFreshListIfNeeded(tools, name))
    tools.say(installed ? `${name} is installed.` : `  apt-get could not install ${name}.`)
    return installed
  })
}

async function installWithFreshListIfNeeded(tools: Toolbox, name: string): Promise<boolean> {
  const install = ['install', '-y', '-q', '--no-install-recommends', name]
  if (await apt(tools, install)) return true
  tools.say('  fetching a fresh list of packages (apt-get update) …')
  await apt(tools, ['update', '-q'])
  return apt(tools, install)
}

async function apt(tools: Toolbox, args: string[]): Promise<boolean> {
  const onLine = (line: string) => /^(Get:|Need to get|Setting up|E:)/.test(line) && tools.say(`  ${line}`)
  const command = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', ...LOCK, ...args]
  return (await tools.run('env', command, { timeoutMs: 15 * 60_000, onLine })).ok
}

/** Debian asks this file whether a package may start its services. A machine that has one already has its own rules. */
const SERVICE_POLICY = '/usr/sbin/policy-rc.d'

async function withoutStartingServices<T>(work: () => Promise<T>): Promise<T> {
  if (existsSync(SERVICE_POLICY)) return work()
  guardFolder(SERVICE_POLICY)
  await writeFile(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return await work()
  } finally {
    await rm(SERVICE_POLICY, { force: true })
    unguardFolder(SERVICE_POLICY)
  }
}
