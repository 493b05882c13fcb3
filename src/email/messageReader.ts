import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type MessageReading, MessageReadingSchema } from './messageReading'
import type { MessageReader } from './ports'

interface ReaderSettings {
  /** @defaultValue 20 seconds, in milliseconds */
  readonly timeLimitMs?: number
  /** Heap of the reading process, in megabytes. @defaultValue 256 */
  readonly heapLimitMb?: number
  /** Starts a reading process. @defaultValue a fork of ours, see readingProcess.ts */
  readonly start?: (heapLimitMb: number) => ChildProcess
}

/** The code of a message that no process could be had for. */
const NO_READER = 'no_reader'

const FAILED: MessageReading = { headers: [], references: [], subject: '', text: '', parts: [], attachments: [] }

/**
 * Reads messages one after the other in a process of its own, which bounds memory by the largest message. A message that
 * takes too long or too much ends that process; its head is then read by the next one. `read` never rejects.
 *
 * A process and not a thread: a thread that runs out of its heap can take the whole process with it (seen on Node 24),
 * and a message made to do that must not stop the mailbox.
 */
export class IsolatedMessageReader implements MessageReader {
  private child: ChildProcess | undefined
  private turn: Promise<unknown> = Promise.resolve()
  private readonly timeLimitMs: number
  private readonly start: () => ChildProcess

  constructor({ timeLimitMs = 20_000, heapLimitMb = 256, start = forkReadingProcess }: ReaderSettings = {}) {
    this.timeLimitMs = timeLimitMs
    this.start = () => start(heapLimitMb)
  }

  read(bytes: Buffer): Promise<MessageReading> {
    const reading = this.turn.then(() => this.readWholeOrHead(bytes)).catch(() => ({ ...FAILED, unreadable: NO_READER }))
    this.turn = reading
    return reading
  }

  async close(): Promise<void> {
    await this.turn
    await this.endChild()
  }

  private async readWholeOrHead(bytes: Buffer): Promise<MessageReading> {
    const first = await this.ask(bytes)
    // A process that did not start is no fault of the message: it is asked for once more.
    const whole = first === NO_READER ? await this.ask(bytes) : first
    if (typeof whole !== 'string') return whole
    const head = await this.ask(bytes, whole)
    return typeof head === 'string' ? { ...FAILED, unreadable: whole } : head
  }

  /** @returns the answer, or the code of what went wrong */
  private async ask(bytes: Buffer, unreadable?: string): Promise<MessageReading | string> {
    const settled = new AbortController()
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), this.timeLimitMs)
    let child: ChildProcess | undefined
    try {
      child = this.child ??= this.startChild()
      keepWaitingFor(child, true)
      const answer = once(child, 'message', { signal: AbortSignal.any([settled.signal, late.signal]) })
      const gone = once(child, 'exit', { signal: settled.signal }).then(() => Promise.reject(new Error('The reading process ended.')))
      // Somebody waits for both before anything can go wrong with them.
      const first = Promise.race([answer, gone])
      child.send({ bytes, ...(unreadable !== undefined && { unreadable }) }, () => undefined)
      const [message] = await first
      return MessageReadingSchema.parse(message)
    } catch {
      await this.endChild()
      // A process without an id never ran.
      if (child?.pid === undefined) return NO_READER
      return late.signal.aborted ? 'too_slow' : 'too_large'
    } finally {
      clearTimeout(timer)
      settled.abort()
      if (this.child) keepWaitingFor(this.child, false)
    }
  }

  private startChild(): ChildProcess {
    const child = this.start()
    child.on('error', () => undefined)
    child.once('exit', () => {
      if (this.child === child) this.child = undefined
    })
    return child
  }

  private async endChild(): Promise<void> {
    const { child } = this
    this.child = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    // One that never ran has no exit to wait for.
    if (child.pid === undefined) return
    const gone = new Promise<void>((resolve) => void child.once('exit', () => resolve()))
    child.kill('SIGKILL')
    await gone
  }
}

function forkReadingProcess(heapLimitMb: number): ChildProcess {
  // From source (tests, local mode) the process needs tsx as well; a built one has JavaScript beside it.
  const source = __filename.endsWith('.ts')
  return fork(join(__dirname, source ? 'readingProcess.ts' : 'readingProcess.js'), [], {
    execArgv: [...(source ? ['--require', require.resolve('tsx/cjs')] : []), `--max-old-space-size=${heapLimitMb}`],
    // It gets none of our secrets, and what it says of a message it chokes on reaches no log.
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  })
}

/** An idle reading process must not keep ours alive; one that is asked must. */
function keepWaitingFor(child: ChildProcess, waiting: boolean): void {
  if (waiting) {
    child.ref()
    child.channel?.ref()
  } else {
    child.unref()
    child.channel?.unref()
  }
}
