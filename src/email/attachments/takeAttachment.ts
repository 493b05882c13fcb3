import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { NO_SUCH_ATTACHMENT } from './exitCodes'

interface TakeSettings {
  /** @defaultValue 30 seconds, in milliseconds */
  readonly timeLimitMs?: number
  /** Heap of the process, in megabytes. @defaultValue 256 */
  readonly heapLimitMb?: number
}

/** An attachment is never larger than the message that it came in. */
const SIZE_LIMIT = 50 * 1024 * 1024

/**
 * The bytes of one attachment. They are taken out in a process of its own, which ends with the work: a message made to
 * take too long or too much harms nobody else, and the memory comes back.
 *
 * @param index counted from 0, as the attachments were noted
 * @returns undefined when the message has no such attachment
 * @throws when it took too long or could not be taken out
 */
export async function takeAttachment(message: Buffer, index: number, { timeLimitMs = 30_000, heapLimitMb = 256 }: TakeSettings = {}): Promise<Buffer | undefined> {
  const child = start(index, heapLimitMb)
  const timer = setTimeout(() => child.kill('SIGKILL'), timeLimitMs)
  try {
    const ended = once(child, 'close')
    // Heard at once: a process that cannot be started says so before anything waits for its end, and would take ours with it.
    ended.catch(() => undefined)
    // The process may end without reading all of it.
    child.stdin.on('error', () => undefined)
    child.stdin.end(message)
    const bytes = await collect(child)
    const [code] = await ended
    if (code === NO_SUCH_ATTACHMENT) return undefined
    if (code !== 0) throw new Error('The attachment could not be taken out.')
    return bytes
  } finally {
    clearTimeout(timer)
    child.kill('SIGKILL')
  }
}

type Child = ChildProcessByStdio<Writable, Readable, null>

function start(index: number, heapLimitMb: number): Child {
  // From source (tests, local mode) the process needs tsx as well; a built one has JavaScript beside it.
  const source = __filename.endsWith('.ts')
  const program = join(__dirname, source ? 'attachmentProcess.ts' : 'attachmentProcess.js')
  const args = [...(source ? ['--require', require.resolve('tsx/cjs')] : []), `--max-old-space-size=${heapLimitMb}`, program, String(index)]
  // It gets none of our secrets, and what it says of a message it chokes on reaches no log.
  return spawn(process.execPath, args, { env: {}, stdio: ['pipe', 'pipe', 'ignore'] })
}

async function collect(child: Child): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of child.stdout) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > SIZE_LIMIT) throw new Error('The attachment is larger than its message may be.')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}
