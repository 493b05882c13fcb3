import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** A network opens within a second, and within some where a whole machine is just starting: beyond this nothing comes any more. */
const LONGEST_MS = 30_000

/**
 * Opens a network and reads with it, in a process of its own. Rejects where it has not done so in time, or has ended that
 * process. Native code that hangs holds its whole process, clocks and all, and no start would ever go on or be refused.
 * What else is wrong with a network is told by whoever opens it here.
 */
export async function proveOpening(file: string, limitMs = LONGEST_MS): Promise<void> {
  // From source (tests, local mode) the process needs tsx as well; a built one has JavaScript beside it.
  const source = __filename.endsWith('.ts')
  const child = fork(join(__dirname, source ? 'provingProcess.ts' : 'provingProcess.js'), [file, String(limitMs)], {
    execArgv: source ? ['--require', require.resolve('tsx/cjs')] : [],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`it did not open within ${limitMs} ms`)), limitMs)
  })
  try {
    const [, signal]: readonly unknown[] = await Promise.race([once(child, 'exit'), tooLate])
    if (typeof signal === 'string') throw new Error(`it ended the process that opened it: ${signal}`)
  } finally {
    clearTimeout(timer)
    child.kill('SIGKILL')
  }
}
