import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './processes'

/**
 * Does the work while no other process of this machine does work under the same lock file.
 * The lock of a process that died is taken over. What is done under the lock must still be put in
 * place by one rename, since two processes may take over a dead lock in the same instant.
 * @throws when the lock is not free after `waitMs` (@defaultValue 15 minutes: a slow download)
 */
export async function withFileLock<T>(
  lockFile: string,
  work: () => Promise<T>,
  options: { waitMs?: number; onWait?: () => void } = {},
): Promise<T> {
  const giveUpAt = Date.now() + (options.waitMs ?? 15 * 60_000)
  await mkdir(dirname(lockFile), { recursive: true })
  let told = false
  while (!(await take(lockFile))) {
    if (Date.now() > giveUpAt) throw new Error(`Another process holds ${lockFile}; remove that file if it should not.`)
    if (!told) options.onWait?.()
    told = true
    await sleep(250)
  }
  try {
    return await work()
  } finally {
    await rm(lockFile, { force: true })
  }
}

async function take(lockFile: string): Promise<boolean> {
  try {
    await writeFile(lockFile, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    const holder = Number(await readFile(lockFile, 'utf8').catch(() => ''))
    // An empty file is a lock whose holder has not written its number yet.
    if (holder > 0 && !isAlive(holder)) await rm(lockFile, { force: true })
    return false
  }
}
