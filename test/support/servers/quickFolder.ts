import { access, constants, mkdtemp, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const IN_MEMORY = '/dev/shm'
/** What the servers of a whole run write, and as much again. */
const NEEDED_BYTES = 4 * 1024 ** 3

/**
 * A new folder for what need not outlive the machine: in memory where that has room. MongoDB and Dovecot wait for the disk at each
 * write, some milliseconds, and every test waits with them.
 */
export const quickFolder = async (prefix: string): Promise<string> => mkdtemp(join(await hasRoom() ? IN_MEMORY : tmpdir(), prefix))

async function hasRoom(): Promise<boolean> {
  try {
    await access(IN_MEMORY, constants.W_OK)
    const { bavail, bsize } = await statfs(IN_MEMORY)
    return bavail * bsize >= NEEDED_BYTES
  } catch {
    return false
  }
}
